"""What can be wrong with how a page lies on its screen or sheet: scripts that list the elements at fault."""

TOO_WIDE = """() => [...document.querySelectorAll("body *")]
  .filter((e) => e.checkVisibility({visibilityProperty: true}))
  .filter((e) => e.getBoundingClientRect().right > innerWidth + 1 || e.getBoundingClientRect().left < -1)
  .filter((e) => !e.closest(".md-typeset__scrollwrap, .md-skip"))
  .map((e) => e.outerHTML.slice(0, 100))"""
"""What sticks out of the screen at its sides."""

CUT = """() => [...document.querySelectorAll("body *")]
  .filter((e) => e.checkVisibility({visibilityProperty: true}) && e.innerText?.trim())
  .filter((e) => !e.closest(".md-typeset__scrollwrap, .md-skip, .pp-exit-first, .pp-unseen"))
  .filter((e) => {
    const style = getComputedStyle(e), box = e.getBoundingClientRect()
    const cut = ["hidden", "clip"].includes(style.overflowX) && e.scrollWidth > e.clientWidth + 1
      || ["hidden", "clip"].includes(style.overflowY) && e.scrollHeight > e.clientHeight + 1
    return cut || box.right > innerWidth + 1 || box.left < -1
  })
  .map((e) => e.outerHTML.slice(0, 120))"""
"""Text that its own box cuts off, or that sticks out of the screen."""

SMALL = """() => [...document.querySelectorAll("a[href], button, summary")]
  .filter((e) => e.checkVisibility({visibilityProperty: true}) && !e.closest(".md-skip, .pp-exit-first"))
  .filter((e) => getComputedStyle(e).display !== "inline")
  .filter((e) => {
    const box = (e.closest(".pp-doors li") ?? e).getBoundingClientRect()  // a door is one link, all over
    const wanted = e.matches(".pp-exit, .pp-help-now a, [href^='tel:'], [href^='sms:']") ? 44 : 24
    return box.height && Math.round(Math.min(box.height, box.width)) < wanted
  })
  .map((e) => e.outerHTML.slice(0, 120))"""
"""What is too small to tap: below 44 pixels for help numbers and the way out, below 24 for all else (WCAG 2.2, 2.5.8).

Links within a sentence are as high as its line, as 2.5.8 allows."""

STICKS_OUT = """() => [...document.querySelectorAll(".md-content *, .pp-header *")]
  .filter((e) => e.checkVisibility({visibilityProperty: true}))
  .filter((e) => {
    const box = e.getBoundingClientRect()
    const cut = getComputedStyle(e).overflow !== "visible" && e.scrollHeight > e.clientHeight + 1
    return cut || box.right > innerWidth + 1 || box.left < -1
  })
  .map((e) => e.outerHTML.slice(0, 100))"""
"""What its own box cuts off, or what sticks out of the sheet, where the page is printed."""

TWICE_AS_LARGE = """() => {
  const root = document.documentElement
  root.style.fontSize = 2 * parseFloat(getComputedStyle(root).fontSize) + "px"
}"""
"""Enlarges text, as a reader does who enlarges nothing else."""
