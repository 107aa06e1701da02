// Every page can be read, and its menu used, without this script.
(() => {
  const body = document.body
  const here = document.currentScript.src
  const root = new URL("../", here).href

  // Search: what it needs is fetched when it is opened for the first time, as scripts, which a page opened from a
  // folder may load where it may fetch nothing else.
  const search = document.getElementById("pp-search")
  const open = document.querySelector(".pp-tool--search")
  const fetchScript = (path) =>
    new Promise((resolve, reject) => {
      const script = document.createElement("script")
      script.src = new URL(path, root).href
      script.onload = resolve
      script.onerror = reject
      document.head.append(script)
    })
  let ready
  const getReady = () => {
    ready ??= Promise.all(["assets/vendor/minisearch.js", "assets/search.js", "search/index.js"].map(fetchScript))
      .then(() => globalThis.policypackSearch(search, root))
      .catch(() => {
        ready = undefined
        search.querySelector(".pp-search__said").textContent = "Search did not load. The menu leads to every page."
      })
  }
  const setSearch = (wanted) => {
    search.hidden = !wanted
    open.setAttribute("aria-expanded", wanted)
    if (!wanted) return
    getReady()
    search.querySelector("input").focus()
  }
  if (search) {
    open.addEventListener("click", () => setSearch(search.hidden))
    search.addEventListener("submit", (event) => event.preventDefault())
    search.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return
      setSearch(false)
      open.focus()
    })
    addEventListener("pointerdown", (event) => {
      if (!search.hidden && !search.contains(event.target) && !open.contains(event.target)) setSearch(false)
    })
    search.addEventListener("focusout", (event) => {
      if (event.relatedTarget && !search.contains(event.relatedTarget) && event.relatedTarget !== open) setSearch(false)
    })
    search.addEventListener("click", (event) => event.target.closest("a") && setSearch(false))
  }

  const menu = document.querySelector(".pp-menu")
  addEventListener("click", (event) => {
    if (!menu.contains(event.target) || event.target.closest("nav a")) menu.open = false
  })
  addEventListener("focusin", (event) => menu.contains(event.target) || (menu.open = false))
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return
    menu.open = false
    menu.querySelector("summary").focus()
  })

  // A long menu is scrolled to the page that is open: beside the page at once, in the header when it is opened.
  const showOpenPage = (list) => {
    const link = list?.querySelector("[aria-current=page]")
    if (!link) return
    const [inside, around] = [link.getBoundingClientRect(), list.getBoundingClientRect()]
    if (inside.top < around.top || inside.bottom > around.bottom) {
      list.scrollTop += inside.top - around.top - around.height / 3
    }
  }
  const side = document.querySelector(".pp-side")
  showOpenPage(side)
  document.fonts?.ready.then(() => showOpenPage(side))
  menu.addEventListener("toggle", () => menu.open && showOpenPage(menu.querySelector(".pp-menu__panel")))

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
  tables()
  addEventListener("load", tables)
  addEventListener("resize", tables)

  // Texts ready to paste can be copied with one press, where the browser lets a page do that.
  for (const text of navigator.clipboard ? document.querySelectorAll(".pp-paste") : []) {
    const button = document.createElement("button")
    button.type = "button"
    button.className = "pp-copy"
    button.textContent = "Copy this text"
    button.setAttribute("aria-live", "polite")
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(text.innerText.trim())
        button.textContent = "Copied"
      } catch {
        button.textContent = "It cannot be copied here. Mark the text instead."
      }
    })
    text.after(button)
  }

  // A sheet of paper is of the day on which it was printed. What is published does not hang on the day it was made.
  const sayDay = () => {
    const day = new Date().toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" })
    for (const place of document.querySelectorAll("[data-printed]")) {
      place.textContent = place.dataset.printed.replace("DAY", day)
    }
  }
  sayDay()
  addEventListener("beforeprint", sayDay)

  // Paper shows what is folded away on the screen.
  let folded = []
  addEventListener("beforeprint", () => {
    folded = [...document.querySelectorAll(".md-content details:not([open])")]
    for (const block of folded) block.open = true
  })
  addEventListener("afterprint", () => {
    for (const block of folded) block.open = false
  })
})()
