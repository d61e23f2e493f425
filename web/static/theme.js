// Runs before the first paint: the chosen colour scheme, so that the page does not flash in the other one.
(function () {
  try {
    var theme = localStorage.getItem("seimei.theme");
    if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
  } catch (error) {
    // Storage may be forbidden; the system's scheme then counts.
  }
})();
