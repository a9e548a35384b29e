// The network while its day slides: the same picture as pictures/ring.py draws, laid out in the browser.

const SIZE = 900, RADIUS = 306, WIDER = 354, NAMED = 56, CLOSEST = 18, MIDDLE = SIZE / 2;
const DAY = 86_400_000;
const SVG = "http://www.w3.org/2000/svg";

const day0 = Date.UTC(1815, 0, 1);
const toNumber = (iso) => Math.round((Date.parse(`${iso}T00:00:00Z`) - day0) / DAY);
const toIso = (n) => new Date(day0 + n * DAY).toISOString().slice(0, 10);
const inWords = (iso) =>
  new Date(`${iso}T00:00:00Z`).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

const slide = document.querySelector(".slide");
if (slide) start(slide);

async function start(slide) {
  const { first, last, on, kind, state } = slide.dataset;
  const answer = await fetch(`/network.json?kind=${encodeURIComponent(kind)}`);
  if (!answer.ok) return;
  const data = await answer.json();
  const range = slide.querySelector("input[type=range]");
  range.max = toNumber(last) - toNumber(first);
  range.value = toNumber(on);
  slide.querySelector(".time").hidden = false;
  slide.querySelector(".moves").hidden = false;
  slide.querySelector("nav").hidden = true;
  const changes = changesOf(data);
  const plate = document.querySelector("#network-plate .sheet");
  const view = new View(plate, state);
  let waiting = 0, asked = 0, frame = 0;

  const go = (n, { soon = true } = {}) => {
    n = Math.min(Math.max(n, 0), Number(range.max));
    range.value = n;
    range.setAttribute("aria-valuetext", inWords(toIso(n)));
    if (!frame) frame = requestAnimationFrame(() => { frame = 0; draw(); });
    clearTimeout(waiting);
    if (soon) waiting = setTimeout(settle, 350);
  };
  const draw = () => {
    const iso = toIso(Number(range.value));
    view.draw(onDay(data, iso), data, iso);
    document.querySelector("#network-title").textContent = `Alliances on ${inWords(iso)}`;
    slide.dataset.on = iso;
  };
  // When the slider rests: the table and the address follow.
  const settle = async () => {
    const iso = slide.dataset.on, mine = ++asked;
    const address = `/network?${new URLSearchParams({ on: iso, kind, state })}`;
    const answer = await fetch(address, { headers: { "HX-Request": "true" } });
    if (!answer.ok || mine !== asked) return;
    const part = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("#pacts");
    document.querySelector("#pacts").replaceWith(part);
    document.querySelector("input[name=on]").value = iso;
    history.replaceState(null, "", address);
  };

  range.addEventListener("input", () => go(Number(range.value)));
  let playing = 0;
  const stop = () => { clearInterval(playing); playing = 0; };
  for (const button of slide.querySelectorAll("[data-move]")) {
    button.addEventListener("click", () => {
      const now = toIso(Number(range.value));
      const play = slide.querySelector("[data-move=play]");
      if (button.dataset.move === "play" && !playing) {
        playing = setInterval(() => {
          const n = Number(range.value) + 30;
          if (n >= Number(range.max)) stop();
          go(n);
        }, 33);
      } else {
        stop();
        if (button.dataset.move === "1") go(toNumber(changes.find((d) => d > now) ?? last));
        if (button.dataset.move === "-1") go(toNumber(changes.findLast((d) => d < now) ?? first));
      }
      play.setAttribute("aria-pressed", String(Boolean(playing)));
      play.textContent = playing ? "Pause" : "Play";
    });
  }
  slide.dataset.ready = "true";
}

const sourceOn = ({ border }, iso) => (border && iso <= border ? "atop" : "corpus");

function onDay(data, iso) {
  const source = sourceOn(data, iso);
  const found = [];
  for (const pact of data.pacts) {
    if (pact.source !== source) continue;
    const bound = pact.members.filter(([, start, end]) => start <= iso && iso <= end);
    const states = [...new Set(bound.map(([state]) => state))];
    if (states.length > 1) found.push({ pact, states, certain: bound.every(([, , , certain]) => certain) });
  }
  return found;
}

// The days on which the picture changes.
function changesOf(data) {
  const days = new Set();
  for (const { source, members } of data.pacts) {
    for (const [, start, end] of members) {
      const after = toIso(toNumber(end) + 1);
      for (const day of [start, after]) if (day > "1815-01-01" && sourceOn(data, day) === source) days.add(day);
    }
  }
  return [...days].sort();
}

function nameOn(names, iso) {
  return names.find(([start, end]) => start <= iso && iso <= end)[2];
}

class View {
  constructor(plate, of) {
    this.plate = plate;
    this.of = of;
    this.made = new Map(); // what is drawn now: key -> element
    this.looked = null;
    plate.addEventListener("pointerover", (event) => this.look(event.target.closest?.(".state")?.dataset.code ?? null));
    plate.addEventListener("pointerleave", () => this.look(null));
  }

  begin() {
    this.plate.querySelector("svg.network")?.remove();
    this.plate.querySelector(".nothing")?.remove();
    this.svg = element("svg", { class: "picture network", viewBox: `0 0 ${SIZE} ${SIZE}`, role: "img" });
    this.ties = element("g", { class: "ties" });
    this.states = element("g", { class: "states" });
    this.svg.append(this.ties, this.states);
    this.plate.prepend(this.svg);
  }

  draw(ties, data, iso) {
    if (!this.svg) this.begin();
    this.current = ties;
    const tied = new Set(ties.flatMap(({ states }) => states));
    const codes = data.order.filter((code) => tied.has(code));
    const places = round(codes);
    const knots = ties.filter(({ states }) => states.length > 2);
    const middles = apart(knots.map(({ states }) => middle(states.map((s) => places.get(s)))));
    const kept = new Set();
    const keep = (key, parent, make) => {
      kept.add(key);
      if (!this.made.has(key)) {
        const made = make();
        this.made.set(key, made);
        parent.append(made);
      }
      return this.made.get(key);
    };
    knots.forEach((tie, n) => {
      const group = keep(`knot ${tie.pact.id} ${tie.pact.source}`, this.ties, () => titled(element("g"), tie.pact.name));
      group.setAttribute("class", this.marks("knot", tie));
      const wanted = tie.states.length + 1;
      while (group.childElementCount - 1 > wanted) group.lastElementChild.remove();
      while (group.childElementCount - 1 < wanted) group.append(group.childElementCount === 1 ? element("circle", { r: 4.5 }) : element("path"));
      const [, dot, ...threads] = group.children;
      dot.setAttribute("cx", middles[n][0]);
      dot.setAttribute("cy", middles[n][1]);
      tie.states.forEach((state, i) => threads[i].setAttribute("d", thread(places.get(state), middles[n])));
    });
    for (const tie of ties) {
      if (tie.states.length !== 2) continue;
      const line = keep(`tie ${tie.pact.id} ${tie.pact.source}`, this.ties, () => titled(element("path"), tie.pact.name));
      line.setAttribute("class", this.marks("tie", tie));
      line.setAttribute("d", bow(places.get(tie.states[0]), places.get(tie.states[1])));
    }
    const size = Math.min(15, (0.92 * 2 * Math.PI * radius(codes.length)) / Math.max(codes.length, 1));
    for (const code of codes) {
      const group = keep(`state ${code}`, this.states, () => {
        const made = element("g", { "data-code": code });
        made.append(element("title"), element("circle", { r: 4.5 }), element("text"));
        return made;
      });
      const [title, dot, label] = group.children;
      const [x, y] = places.get(code);
      const name = nameOn(data.names[code], iso);
      if (title.textContent !== name) title.textContent = name;
      group.setAttribute("class", code === this.of ? "state is-of" : "state");
      dot.setAttribute("cx", x);
      dot.setAttribute("cy", y);
      dot.setAttribute("r", Math.min(4.5, size * 0.36));
      const turn = (Math.atan2(y - MIDDLE, x - MIDDLE) * 180) / Math.PI;
      const over = Math.abs(turn) > 90;
      const text = codes.length <= NAMED ? name : briefName(code, name);
      if (label.textContent !== text) label.textContent = text;
      label.setAttribute("font-size", size.toFixed(1));
      label.setAttribute("text-anchor", over ? "end" : "start");
      label.setAttribute("x", over ? -9 : 9);
      label.setAttribute("y", size * 0.35);
      label.setAttribute("transform", `translate(${x.toFixed(1)},${y.toFixed(1)}) rotate(${(turn + (over ? 180 : 0)).toFixed(1)})`);
    }
    for (const [key, made] of this.made) {
      if (kept.has(key)) continue;
      made.remove();
      this.made.delete(key);
    }
    this.svg.setAttribute("aria-label", `${ties.length} pacts between ${codes.length} states on ${inWords(iso)}; the table holds the same`);
  }

  marks(kind, { states, certain }) {
    const of = this.looked ?? this.of;
    return `${kind}${certain ? "" : " is-unsure"}${of ? (states.includes(of) ? " is-of" : " is-back") : ""}`;
  }

  // A state under the pointer: its pacts stand out.
  look(code) {
    if (code === this.looked || !this.svg) return;
    this.looked = code;
    for (const tie of this.current) {
      const kind = tie.states.length > 2 ? "knot" : "tie";
      this.made.get(`${kind} ${tie.pact.id} ${tie.pact.source}`).setAttribute("class", this.marks(kind, tie));
    }
  }
}

function element(tag, marks = {}) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(marks)) made.setAttribute(name, value);
  return made;
}

function titled(made, name) {
  const title = element("title");
  title.textContent = name;
  made.append(title);
  return made;
}

const radius = (count) => (count <= NAMED ? RADIUS : WIDER);

function briefName(code, name) {
  const letters = code.slice(code.lastIndexOf(":") + 1);
  return letters.length <= 4 ? letters : name;
}

function round(codes) {
  const step = (2 * Math.PI) / Math.max(codes.length, 1), far = radius(codes.length);
  return new Map(codes.map((code, n) => [code, [MIDDLE + far * Math.sin(n * step), MIDDLE - far * Math.cos(n * step)]]));
}

function middle(points) {
  const mean = (axis) => points.reduce((sum, point) => sum + point[axis], 0) / points.length - MIDDLE;
  return [MIDDLE + mean(0) * 0.62, MIDDLE + mean(1) * 0.62];
}

function apart(points) {
  const found = points.map((point) => [...point]);
  for (let turn = 0; turn < 12; turn += 1) {
    for (let i = 0; i < found.length; i += 1) {
      for (let j = 0; j < i; j += 1) {
        const [dx, dy] = [found[i][0] - found[j][0], found[i][1] - found[j][1]];
        const gap = Math.hypot(dx, dy);
        if (gap >= CLOSEST) continue;
        const [ux, uy] = gap > 0.01 ? [dx / gap, dy / gap] : [Math.cos(i), Math.sin(i)];
        const push = (CLOSEST - gap) / 2;
        found[i] = [found[i][0] + ux * push, found[i][1] + uy * push];
        found[j] = [found[j][0] - ux * push, found[j][1] - uy * push];
      }
    }
  }
  return found;
}

const at = ([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`;
const thread = (state, knot) => `M${at(state)}Q${at(state.map((v) => MIDDLE + (v - MIDDLE) * 0.7))} ${at(knot)}`;
const bow = (one, two) => {
  const pull = 1 - (0.65 * Math.hypot(one[0] - two[0], one[1] - two[1])) / (2 * RADIUS);
  return `M${at(one)}Q${at([0, 1].map((axis) => MIDDLE + ((one[axis] + two[axis]) / 2 - MIDDLE) * pull))} ${at(two)}`;
};
