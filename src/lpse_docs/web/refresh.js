// The page is put in place of the one shown, never loaded anew: what is being read stays where it is.

const revision = (page) => page.querySelector("meta[name=revisi]").content;
const scrolled = (page) => [...page.querySelectorAll("section, nav, .temuan")];
const main = () => document.querySelector("main").getBoundingClientRect().top;

function put(next) {
  const reading = window.scrollY > 0, top = main();
  const places = scrolled(document).map((part) => [part.scrollLeft, part.scrollTop]);
  const unfolded = document.querySelector(".temuan:not(.galat)")?.open;
  document.head.replaceChildren(...next.head.children);
  document.body.replaceWith(next.body);
  if (unfolded) document.querySelector(".temuan:not(.galat)")?.setAttribute("open", "");
  scrolled(document).forEach((part, index) => part.scrollTo(...(places[index] ?? [0, 0])));
  if (reading) window.scrollBy({ top: main() - top, behavior: "instant" });
}

async function follow(wanted) {
  if (wanted === revision(document)) return;
  const answer = await fetch("/", { cache: "no-store" });
  if (answer.ok) put(new DOMParser().parseFromString(await answer.text(), "text/html"));
}

const lost = (so) => document.querySelector(".putus").hidden = !so;
const changes = new EventSource("/perubahan");
let turn = Promise.resolve();
changes.onmessage = (change) => { turn = turn.then(() => follow(change.data)).catch(() => lost(true)); };
changes.onopen = () => lost(false);
changes.onerror = () => lost(true);
