// What is nicer with JavaScript. Everything works without it.

// An error, or what happened meanwhile, is read first.
document.querySelector("[data-focus]")?.focus()

// "None of these" stands alone.
const boxes = [...document.querySelectorAll("input[type=checkbox][name=answer]")]
const alone = document.querySelector("[data-alone]")
for (const box of alone ? boxes : []) {
  box.addEventListener("change", () => {
    if (box.checked) boxes.filter((other) => other !== box && (box === alone || other === alone)).forEach((other) => { other.checked = false })
  })
}

// Writing an answer takes the tick from "none", and the other way round.
const none = document.getElementById("none")
const written = document.getElementById("answer")
if (none && written) {
  written.addEventListener("input", () => { if (written.value) none.checked = false })
  none.addEventListener("change", () => { if (none.checked) written.value = "" })
}

// A form is sent once, however often its button is pressed; and only where somebody is there to take it, or what was
// written would be lost with the page. A window that is come back to says at once that the questions were stopped.
const gone = document.querySelector("[data-gone]")
async function isThere() {
  const there = await fetch("/here", {cache: "no-store"}).then((answer) => answer.ok, () => false)
  if (gone) gone.hidden = there
  return there
}
async function send(form, button) {
  const wait = button?.dataset.wait
  if (await isThere()) {
    form.dataset.sure = "yes"
    form.requestSubmit(button)
    if (wait) button.textContent = wait
  } else {
    delete form.dataset.sent
    gone?.focus()
  }
}
addEventListener("visibilitychange", () => { if (!document.hidden) isThere() })
for (const form of document.querySelectorAll("form")) {
  form.addEventListener("submit", (event) => {
    if (event.submitter?.hasAttribute("data-try") && draft) {
      event.preventDefault()
      tryOut()
      document.getElementById("draft").scrollIntoView({block: "nearest"})
    } else if (form.dataset.sure) {
      delete form.dataset.sure // asked before, and now on its way
    } else if (form.dataset.sent) {
      event.preventDefault()
    } else {
      event.preventDefault()
      form.dataset.sent = "yes"
      clearTimeout(waiting)
      send(form, event.submitter)
    }
  })
}
addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach((form) => { delete form.dataset.sent }))

// The draft follows what is typed or chosen, a moment later. Its frame is filled, not led elsewhere: back stays back.
const draft = document.querySelector("iframe[data-draft]")
const question = document.querySelector("form[data-question]")
const button = question?.querySelector("[data-try]")
let waiting = 0
let latest = 0
async function tryOut() {
  const mine = ++latest
  const response = await fetch(button.formAction, {method: "POST", body: new URLSearchParams(new FormData(question)), redirect: "error"}).catch(isThere)
  if (!response.ok || mine !== latest) return
  const page = new DOMParser().parseFromString(await response.text(), "text/html")
  const brand = page.getElementById("brand")
  if (!brand) return // no draft: the window is on its way to the next page
  if (question.elements.qid.value === "brand.colour") draft.contentDocument.getElementById("brand").setAttribute("href", brand.getAttribute("href"))
  draft.contentDocument.body.replaceWith(page.body)
  toWhatChanged()
}
// Only the frame is moved: an address with a place in it would move the question as well.
function toWhatChanged() {
  const inside = draft.contentDocument
  const changed = inside?.getElementById("changed")
  if (changed) inside.scrollingElement.scrollTop += changed.getBoundingClientRect().top - draft.clientHeight / 3
}
if (draft) {
  draft.addEventListener("load", toWhatChanged)
  if (draft.contentDocument?.readyState === "complete") toWhatChanged()
}
if (draft && button) {
  document.querySelector(".see-draft").hidden = true // the button does the same, and more
  question.addEventListener("input", () => {
    clearTimeout(waiting)
    waiting = setTimeout(tryOut, 400)
  })
}

// A colour is seen while it is chosen, and can be chosen by eye.
const colours = document.querySelector("[data-colours]")
if (colours && written) {
  const picker = document.createElement("input")
  const shown = () => { colours.src = `/colours.svg?of=${encodeURIComponent(written.value)}` }
  Object.assign(picker, {type: "color", className: "picker", value: /^#[0-9a-f]{6}$/i.test(written.value) ? written.value : "#1d4e89"})
  picker.setAttribute("aria-label", "Choose a colour by eye")
  picker.addEventListener("input", () => {
    written.value = picker.value
    written.dispatchEvent(new Event("input", {bubbles: true}))
  })
  written.addEventListener("input", () => {
    if (/^#[0-9a-f]{6}$/i.test(written.value)) picker.value = written.value
    shown()
  })
  written.after(picker)
}

// A picture that is too large is not sent at all.
const file = document.querySelector("input[type=file][data-most]")
file?.addEventListener("change", () => {
  const tooLarge = file.files[0]?.size > Number(file.dataset.most)
  document.querySelector("[data-too-large]").hidden = !tooLarge
  if (tooLarge) file.value = ""
})

// All suggestions of a section can be ticked at once.
const all = document.querySelector("[data-all]")
if (all) {
  all.hidden = false
  all.querySelector("button").addEventListener("click", () => document.querySelectorAll("input[name=take]").forEach((box) => { box.checked = true }))
}

// What takes long says how far it is. Without JavaScript the page is asked for anew by itself.
const far = document.querySelector("[data-far]")
async function lookHowFar() {
  const answer = await fetch("/building", {cache: "no-store", redirect: "manual"}).catch(isThere)
  if (!answer) return
  if (answer.type === "opaqueredirect" || !answer.ok) return location.replace("/building")
  const now = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-far]")
  if (!now) return location.replace("/building")
  if (far.textContent !== now.textContent) far.replaceChildren(...now.childNodes)
  setTimeout(lookHowFar, 500)
}
if (far) lookHowFar()
