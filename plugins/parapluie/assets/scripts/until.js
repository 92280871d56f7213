// Days that pass after the build: what has `data-until` hides once that day is over, and what has
// `data-from` shows from that day on. Days are those of whoever reads, as the town's neighbours.
(() => {
  const now = new Date();
  const two = (number) => String(number).padStart(2, "0");
  const today = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  for (const element of document.querySelectorAll("[data-until], [data-from]")) {
    const { from = "", until = "9999" } = element.dataset;
    element.hidden = today < from || today > until;
  }
})();
