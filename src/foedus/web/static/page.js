// What every view shares: names to choose from, and proofs that open at once.

async function offerNames(list) {
  const day = document.querySelector("input[name=on]")?.value ?? "";
  const known = /^\d{4}-\d{2}-\d{2}$/.test(day) ? `?on=${day}` : "";
  const answer = await fetch(`/states.json${known}`);
  if (!answer.ok) return;
  for (const { code, name } of await answer.json()) {
    const option = document.createElement("option");
    option.value = code;
    option.label = `${name} (${code})`;
    list.append(option);
  }
}

for (const list of document.querySelectorAll("datalist#states")) {
  // Asked for when somebody first types, not before.
  document.addEventListener("focusin", function once(event) {
    if (event.target.getAttribute?.("list") !== "states") return;
    document.removeEventListener("focusin", once);
    offerNames(list);
  });
}

for (const button of document.querySelectorAll("[data-open-all]")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    const steps = [...document.querySelectorAll(".tree details")];
    const open = steps.some((step) => !step.open);
    for (const step of steps) step.open = open;
    button.textContent = open ? "Close the steps" : "Open every step";
  });
}
