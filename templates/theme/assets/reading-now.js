// Says whether messages are read now, from the times that stand in the page. Without it the times stand there alone.
// generator/policypack/facts/reading_now.py works the same out by the same steps; tests/instants.yml is run against both.
(() => {
  const DAY = 1440
  const LOOKS_AHEAD = 400 // days in which the next time is looked for
  const NO_END = 7 // days after which times that go on are said to have no end
  const DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
  const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December"]

  // A day is a number: how many days after the first of 1970.
  const dayOf = (year, month, day) => Date.UTC(year, month - 1, day) / 864e5
  const weekday = (day) => (day + 3) % 7
  const read = (text, item) => (text || "").split(" ").filter(Boolean).map(item)
  const stretch = (text) => text.split("/").map((day) => dayOf(...day.split("-").map(Number)))
  const span = (text) => {
    const [, day, start, end, season] = /^(\d):(\d+)-(\d+)([th]?)$/.exec(text)
    return { day: Number(day), start: Number(start), end: Number(end), season }
  }

  // What a clock in the organisation's time zone shows, wherever the reader is.
  const clock = (zone) => {
    const format = new Intl.DateTimeFormat("en-GB", {
      timeZone: zone, hourCycle: "h23", year: "numeric", month: "numeric", day: "numeric", hour: "numeric",
      minute: "numeric",
    })
    const part = {}
    for (const { type, value } of format.formatToParts(new Date())) part[type] = Number(value)
    return { day: dayOf(part.year, part.month, part.day), minute: part.hour * 60 + part.minute }
  }

  const within = (day) => ([first, last]) => first <= day && day <= last
  const seasonOf = (terms, day) => {
    if (terms.some(within(day))) return "t"
    const around = terms.length &&
      Math.min(...terms.map((term) => term[0])) <= day && day <= Math.max(...terms.map((term) => term[1]))
    return around ? "h" : ""
  }
  const spansOf = (hours, day, perhaps = false) => {
    const season = seasonOf(hours.terms, day)
    if (hours.closed.some(within(day)) || (perhaps && season)) return []
    const wanted = perhaps ? ["t", "h"] : ["", season]
    return hours.times.filter((one) => one.day === weekday(day) && wanted.includes(one.season))
  }
  const endOf = (spans, minute) => {
    let end = minute
    let longer
    while ((longer = spans.filter((one) => one.start <= end && end < one.end)).length) {
      end = Math.max(...longer.map((one) => one.end))
    }
    return end
  }
  const untilOf = (hours, day, minute) => {
    for (let past = 0; past < NO_END; past++) {
      const end = endOf(spansOf(hours, day), minute)
      if (end < DAY) return { day, minute: end }
      day += 1
      minute = 0
    }
    return null
  }
  const reading = (hours, { day, minute }) => {
    if (endOf(spansOf(hours, day), minute) > minute) return { state: "reading", then: untilOf(hours, day, minute) }
    if (endOf(spansOf(hours, day, true), minute) > minute) return { state: "unknown", then: null }
    for (let past = 0; past < LOOKS_AHEAD; past++) {
      const starts = (perhaps) => spansOf(hours, day, perhaps).map((one) => one.start).filter((start) => start > minute)
      const back = Math.min(DAY, ...starts(false))
      const perhaps = Math.min(DAY, ...starts(true))
      if (back < DAY || perhaps < DAY) return { state: "nobody", then: perhaps < back ? null : { day, minute: back } }
      day += 1
      minute = -1
    }
    return { state: "nobody", then: null }
  }

  const timeInWords = (minute) => {
    if (minute === 720) return "12 noon"
    const hour = Math.floor((minute % 720) / 60) || 12
    const past = minute % 60 ? `:${String(minute % 60).padStart(2, "0")}` : ""
    return `${hour}${past}${minute < 720 ? "am" : "pm"}`
  }
  const untilInWords = ({ day, minute }, now) => {
    if (day - now.day === 1 && !minute) return "midnight"
    const words = minute ? timeInWords(minute) : "midnight"
    if (day === now.day || (day - now.day === 1 && minute < 720)) return words
    return minute ? `${words} on ${DAYS[weekday(day)]}` : `the end of ${DAYS[weekday(day - 1)]}`
  }
  const backInWords = ({ day, minute }, now) => {
    const words = minute ? `at ${timeInWords(minute)}` : "just after midnight"
    const ahead = day - now.day
    if (ahead < 2) return `${["today", "tomorrow"][ahead]} ${words}`
    const date = new Date(day * 864e5)
    const far = ahead < 7 ? "" : ` ${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]}`
    return `on ${DAYS[weekday(day)]}${far} ${words}`
  }
  // more: somebody may be there otherwise than each week as well ("every other Tuesday"), which no clock knows.
  const sentence = ({ state, then }, now, { who, place, more }) => {
    const nobody = more ? "Perhaps nobody" : "Nobody"
    const said = {
      reading: () => `Messages are usually read ${then ? `until ${untilInWords(then, now)}` : "at any time of day"}.`,
      nobody: () => `${nobody} from ${who} is reading now.${then ? ` We are usually back ${backInWords(then, now)}.` : ""}`,
      unknown: () => "The school term decides whether messages are read now.",
    }[state]()
    return place ? `${place}: ${said[0].toLowerCase()}${said.slice(1)}` : said
  }

  const boxes = [...document.querySelectorAll(".pp-reading")].map((box) => ({
    box,
    lines: [...box.querySelectorAll("[data-times]")].map((line) => ({
      line,
      hours: {
        times: read(line.dataset.times, span),
        closed: [box, line].flatMap((one) => read(one.dataset.closed, stretch)), // a line's own are what its times leave out
        terms: read(box.dataset.terms, stretch),
      },
    })),
  }))
  // A page that stands on other people's pages says until which day it may be relied on. After that day its style sheet
  // shows no times.
  const root = document.documentElement
  const goQuiet = ({ until, zone }) => root.classList.toggle("pp-old", clock(zone).day > stretch(until)[0])

  const show = () => {
    if (root.dataset.until) goQuiet(root.dataset)
    for (const { box, lines } of boxes) {
      const now = clock(box.dataset.zone)
      const states = lines.map(({ line, hours }) => {
        const found = reading(hours, now)
        const text = sentence(found, now, { who: box.dataset.who, ...line.dataset })
        // A screen reader says what has changed, so nothing is touched that has not.
        if (line.textContent !== text) line.textContent = text
        line.dataset.state = found.state
        line.dataset.then = found.then
          ? new Date(found.then.day * 864e5 + found.then.minute * 6e4).toISOString().slice(0, 16)
          : ""
        return found.state
      })
      box.hidden = false
      box.classList.toggle("pp-reading--nobody", states.every((state) => state === "nobody"))
    }
  }
  const keepShowing = () => {
    show()
    setTimeout(keepShowing, 6e4 - (Date.now() % 6e4))
  }
  keepShowing()
  // Only from here on: what stands there when a page opens is read with the page.
  for (const { lines } of boxes) for (const { line } of lines) line.setAttribute("role", "status")
  document.addEventListener("visibilitychange", () => document.hidden || show())
  addEventListener("pageshow", (event) => event.persisted && show())
})()
