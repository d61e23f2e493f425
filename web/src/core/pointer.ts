// Browsers report a pointer that rests while the page changes under it as if it had been moved. That is no pointing.
let last = "";

addEventListener("mousemove", (event) => (last = `${event.clientX} ${event.clientY}`), { capture: true, passive: true });

export function isPointing(event: MouseEvent): boolean {
  return last !== `${event.clientX} ${event.clientY}`;
}
