// Search: fetched with the index and MiniSearch when a reader opens it for the first time.
globalThis.policypackSearch = (panel, root) => {
  const FEW = 8 // results; more than a reader looks at on a phone
  const AROUND = 60 // characters before the first word that was found
  const OTHERWISE = "I need help" // what is looked for where nothing is found: nobody who types goes without help
  const LONG = 160 // characters of a page's text beside its title
  const EVERYWHERE = new Set(
    "a am an and are at be been being did do does for had has have he her him his i i'm im in is it me my of on or our she some someone somebody that the their them they this to us was we were with you your".split(" "),
  )

  const sections = globalThis.policypackIndex
  const index = new MiniSearch({
    fields: ["page", "heading", "text", "first", "then"], // first, then: what readers type who mean this page
    idField: "at",
    // Words that stand in every sentence find nothing in particular. Around words that are written from right to left
    // stand marks that nobody types.
    processTerm: (marked) => {
      const word = marked.replace(/[\u2066-\u2069]/g, "").toLowerCase()
      return EVERYWHERE.has(word) ? null : word
    },
    searchOptions: {
      boost: { page: 6, heading: 3, first: 20, then: 2 },
      prefix: (word) => word.length > 2,
    },
  })
  index.addAll(sections)
  const byPlace = new Map(sections.map((section) => [section.at, section]))

  const field = panel.querySelector("input")
  const said = panel.querySelector(".pp-search__said")
  const list = panel.querySelector("ol")
  const ask = said.textContent

  // All words as they are typed; else with mistakes in them ("buling" finds bullying); else any of them.
  const fuzzy = (word) => (word.length > 5 ? 2 : word.length > 3 ? 1 : false)
  const ways = [{ combineWith: "AND" }, { combineWith: "AND", fuzzy }, { fuzzy }]

  // The best section of each page, best page first.
  const find = (query) => {
    let found = []
    for (const way of ways) if (!found.length) found = index.search(query, way)
    const pages = new Map()
    for (const hit of found) {
      const path = hit.id.split("#")[0]
      if (!pages.has(path)) pages.set(path, hit)
    }
    return [...pages.values()].slice(0, FEW)
  }

  const piece = (text, words) => {
    const low = text.toLowerCase()
    const places = words.map((word) => low.indexOf(word)).filter((place) => place >= 0)
    const first = places.length ? Math.min(...places) : 0
    const from = first > AROUND ? text.indexOf(" ", first - AROUND) + 1 : 0
    const end = text.length > from + LONG ? text.lastIndexOf(" ", from + LONG) : text.length
    return `${from ? "… " : ""}${text.slice(from, end)}${end < text.length ? " …" : ""}`
  }

  // Text goes in as text: nothing of a page or of a query is read as HTML.
  const marked = (element, text, words) => {
    const escaped = words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
    const parts = escaped.length ? text.split(new RegExp(`(${escaped.join("|")})`, "giu")) : [text]
    parts.forEach((part, place) => {
      if (place % 2) {
        const mark = document.createElement("mark")
        mark.textContent = part
        element.append(mark)
      } else element.append(part)
    })
    return element
  }

  const row = (hit) => {
    const section = byPlace.get(hit.id)
    const link = document.createElement("a")
    link.href = new URL(section.at, root).href
    const title = document.createElement("strong")
    title.textContent = section.heading && section.heading !== section.page ? `${section.page}: ${section.heading}` : section.page
    link.append(title, marked(document.createElement("span"), piece(section.text, hit.terms), hit.terms))
    const item = document.createElement("li")
    item.append(link)
    return item
  }

  const show = () => {
    const query = field.value.trim()
    const found = query ? find(query) : []
    list.replaceChildren(...(query && !found.length ? find(OTHERWISE) : found).map(row))
    if (!query) said.textContent = ask
    else if (!found.length) said.textContent = "Nothing found for that. These pages may help. Or try one plain word, such as bullying."
    else said.textContent = found.length === 1 ? "1 page found" : `${found.length} pages found`
  }
  field.addEventListener("input", show)
  panel.querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault()
    list.querySelector("a")?.focus()
  })
  show() // for what was typed while this was on its way
}
