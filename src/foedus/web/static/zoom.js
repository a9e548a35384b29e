// Zoom and pan for a picture whose parts stand in g.zoomed; letters and points keep their size.

const { select, zoom, zoomIdentity } = window.d3;

for (const svg of document.querySelectorAll("svg.map")) {
  const sheet = svg.querySelector(".zoomed");
  const sized = [...sheet.querySelectorAll("text, circle")].map((mark) => {
    const name = mark.tagName === "circle" ? "r" : "font-size";
    return { mark, name, size: Number(mark.getAttribute(name)) };
  });
  const move = zoom()
    .scaleExtent([1, 12])
    .translateExtent([[0, 0], [1000, 520]])
    .on("zoom", ({ transform }) => {
      sheet.setAttribute("transform", transform);
      for (const { mark, name, size } of sized) mark.setAttribute(name, size / transform.k);
    });
  // The wheel scrolls the page; with Ctrl (or two fingers) it zooms.
  move.filter((event) => !event.button && (event.type !== "wheel" || event.ctrlKey || event.metaKey));
  const held = select(svg).call(move);

  const buttons = document.createElement("div");
  buttons.className = "zoom-buttons";
  const press = { "+": ["Closer", () => move.scaleBy(held, 1.6)], "−": ["Farther", () => move.scaleBy(held, 1 / 1.6)], "○": ["As it was", () => move.transform(held, zoomIdentity)] };
  for (const [sign, [name, act]] of Object.entries(press)) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "quiet";
    button.textContent = sign;
    button.setAttribute("aria-label", name);
    button.addEventListener("click", act);
    buttons.append(button);
  }
  svg.closest(".plate").prepend(buttons);

  // On a narrow screen the sheet is wider than its window: begin at the attack.
  const target = svg.querySelector(".spot.is-target"), window = svg.parentElement;
  if (target) window.scrollLeft += target.getBoundingClientRect().left - window.getBoundingClientRect().left - window.clientWidth / 2;
}
