// "Exit this page", after GOV.UK's component: a press, or Shift three times within five seconds, blanks the screen at
// once and leaves for a page about the weather. This page's place in the tab's history is given to that page. Without
// this script it is a plain link.
(() => {
  const TIMES = 3
  const WITHIN = 5000 // milliseconds
  const links = document.querySelectorAll(".pp-exit, .pp-exit-first")

  const said = document.createElement("p")
  said.className = "pp-unseen"
  said.setAttribute("role", "status")
  document.querySelector(".pp-header").append(said)

  const exit = () => {
    const blank = document.createElement("div")
    blank.className = "pp-blank"
    blank.setAttribute("role", "alert")
    document.body.classList.add("pp-gone")
    document.body.append(blank)
    blank.textContent = document.title = "Loading"
    location.replace(links[0].href)
  }
  for (const link of links) {
    link.addEventListener("click", (event) => {
      event.preventDefault()
      exit()
    })
  }

  let presses = []
  let alone = false // a Shift that makes a capital letter, or goes back with Tab, is no call for help
  addEventListener("keydown", (event) => {
    if (event.repeat) return
    alone = event.key === "Shift"
    if (!alone) presses = []
  })
  addEventListener("keyup", (event) => {
    if (event.key !== "Shift" || !alone) return
    presses = [...presses.filter((press) => event.timeStamp - press < WITHIN), event.timeStamp]
    const left = TIMES - presses.length
    if (left === 0) exit()
    else said.textContent = `Shift: press it ${left === 1 ? "once" : "twice"} more to exit this page.`
  })

  // Back in a browser that kept the page as it was left.
  addEventListener("pageshow", (event) => event.persisted && location.reload())
})()
