// Waves one after the other: the picture is whole without this; here it can be stepped and played.

for (const figure of document.querySelectorAll(".stepped")) {
  const waves = [...figure.querySelectorAll(".wave")];
  const says = figure.querySelector("output");
  const play = figure.querySelector("[data-step=play]");
  let at = waves.length - 1, playing = 0;

  const show = (n) => {
    at = Math.min(Math.max(n, 0), waves.length - 1);
    waves.forEach((wave, i) => {
      wave.classList.toggle("is-ahead", i > at);
      wave.classList.toggle("is-now", i === at);
    });
    const names = [...waves[at].querySelectorAll(".entrant-name")].length;
    says.textContent = at === 0 ? "The attack" : `Wave ${at} of ${waves.length - 1}: ${names} ${names === 1 ? "enters" : "enter"}`;
    figure.dataset.at = String(at);
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
      show(at === waves.length - 1 ? 0 : at);
      play.setAttribute("aria-pressed", "true");
      play.textContent = "Pause";
      playing = setInterval(() => (at === waves.length - 1 ? stop() : show(at + 1)), 1200);
    },
  };
  for (const button of figure.querySelectorAll("[data-step]")) {
    button.addEventListener("click", () => {
      if (button !== play) stop();
      acts[button.dataset.step]();
    });
  }
  figure.querySelector(".moves").hidden = false;
  show(at);
}
