// Runs before Material's script. Every page can be read, and its menu used, without it.
(() => {
  const body = document.body
  const search = document.getElementById("pp-search")
  const open = document.querySelector(".pp-tool--search")
  const menu = document.querySelector(".pp-menu")

  // Material takes single letters for commands ("n" turns the page), also from people who dictate. WCAG 2.1.4.
  addEventListener("keydown", (event) => {
    if (event.key.length === 1) event.stopImmediatePropagation()
  }, true)

  if (search && location.protocol === "file:") {
    // A browser fetches no search index from a folder, so that there is nothing to search.
    search.remove()
    open.remove()
  } else if (search) {
    const state = document.getElementById("__search")
    const field = search.querySelector("input")
    const set = (wanted) => state.checked === wanted || state.click()
    open.addEventListener("click", () => {
      set(!state.checked)
      if (state.checked) field.focus()
    })
    state.addEventListener("change", () => open.setAttribute("aria-expanded", state.checked))
    search.addEventListener("keydown", (event) => {
      if (event.key === "Tab") event.stopPropagation() // Material would close the search: results could not be reached
      if (event.key === "Escape") {
        set(false)
        open.focus()
      }
    })
    addEventListener("pointerdown", (event) => {
      if (!search.contains(event.target) && !open.contains(event.target)) set(false)
    })
    // Material takes its results out of the order of Tab, and leaves them to the arrow keys.
    const results = search.querySelector("ol")
    new MutationObserver(() => {
      for (const link of results.querySelectorAll("a[tabindex]")) link.removeAttribute("tabindex")
    }).observe(results, { childList: true, subtree: true })
    search.addEventListener("focusout", (event) => {
      if (event.relatedTarget && !search.contains(event.relatedTarget) && event.relatedTarget !== open) set(false)
    })
  }

  const shut = (event) => {
    if (!menu.contains(event.target) || event.target.closest("nav a")) menu.open = false
  }
  addEventListener("click", shut)
  addEventListener("focusin", (event) => menu.contains(event.target) || (menu.open = false))
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return
    menu.open = false
    menu.querySelector("summary").focus()
  })

  const colours = document.querySelector(".pp-colours")
  const dark = () => body.getAttribute("data-md-color-scheme") === "slate"
  const name = () => { colours.textContent = dark() ? "Use light colours" : "Use dark colours" }
  colours.hidden = false
  colours.addEventListener("click", () => {
    const wanted = dark() ? "default" : "slate"
    body.setAttribute("data-md-color-scheme", wanted)
    try { localStorage.setItem("policypack-colours", wanted) } catch { /* this page only, then */ }
    name()
  })
  name()

  // A table that is wider than the screen scrolls; the keyboard has to reach it then, and only then.
  const tables = () => {
    for (const wrap of document.querySelectorAll(".md-typeset__scrollwrap")) {
      const wide = wrap.scrollWidth > wrap.clientWidth
      for (const [key, value] of [["tabindex", "0"], ["role", "region"], ["aria-label", "Table, wider than the screen"]]) {
        if (wide) wrap.setAttribute(key, value)
        else wrap.removeAttribute(key)
      }
    }
  }
  addEventListener("load", tables)
  addEventListener("resize", tables)
})()
