// Says that something new is recorded, without moving anything that is being read.
const mark = document.getElementById("live");
if (mark && window.EventSource) {
  const shown = Number(mark.dataset.position);
  const source = new EventSource(mark.dataset.source);
  source.addEventListener("stands", (moved) => {
    if (Number(moved.data) > shown) mark.hidden = false;
  });
  source.addEventListener("waits", (moved) => {
    mark.hidden = moved.data === mark.dataset.mark;
  });
}
