// Waves one after the other: the picture is whole without this; here it can be stepped and played.

for (const figure of document.querySelectorAll(".stepped")) {
  const waves = [...figure.querySelectorAll(".wave")];
  const last = Math.max(...waves.map((wave) => Number(wave.dataset.wave)));
  const sheet = figure.querySelector(".sheet");
  const says = figure.querySelector("output");
  const play = figure.querySelector("[data-step=play]");
  let at = last, playing = 0;

  const mark = (n) => {
    at = Math.min(Math.max(n, 0), last);
    for (const wave of waves) {
      wave.classList.toggle("is-ahead", Number(wave.dataset.wave) > at);
      wave.classList.toggle("is-now", Number(wave.dataset.wave) === at);
    }
    const names = figure.querySelectorAll(`.wave[data-wave="${at}"] .entrant-name`).length;
    says.textContent = at === 0 ? "The attack" : `Wave ${at} of ${last}: ${names} ${names === 1 ? "enters" : "enter"}`;
    figure.dataset.at = String(at);
  };
  const show = (n) => {
    mark(n);
    const out = sheet.getBoundingClientRect();
    const here = [...figure.querySelectorAll(".wave.is-now")].map((wave) => wave.getBoundingClientRect()).filter((b) => b.width);
    const left = Math.min(...here.map((b) => b.left)), right = Math.max(...here.map((b) => b.right));
    if (right > out.right) sheet.scrollLeft += right - out.right + 12;
    if (left < out.left || right - left > out.width) sheet.scrollLeft += left - out.left - 12;
  };
  const stop = () => {
    clearInterval(playing);
    playing = 0;
    play.setAttribute("aria-pressed", "false");
    play.textContent = "Play";
  };
  const acts = {
    first: () => show(0),
    back: () => show(at - 1),
    on: () => show(at + 1),
    play: () => {
      if (playing) return stop();
      show(at === last ? 0 : at);
      play.setAttribute("aria-pressed", "true");
      play.textContent = "Pause";
      playing = setInterval(() => (at === last ? stop() : show(at + 1)), 1200);
    },
  };
  for (const button of figure.querySelectorAll("[data-step]")) {
    button.addEventListener("click", () => {
      if (button !== play) stop();
      acts[button.dataset.step]();
    });
  }
  figure.querySelector(".moves").hidden = false;
  mark(at);
}
