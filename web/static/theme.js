// Runs before the first paint, so that the page does not flash in the other scheme: what the reader chose, else the system's.
(function () {
  var chosen = null;
  try {
    chosen = localStorage.getItem("seimei.theme");
  } catch (error) {
    // Storage may be forbidden; the system's scheme then counts.
  }
  var isDark = chosen === "dark" || (chosen !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.dataset.theme = isDark ? "dark" : "light";
})();
