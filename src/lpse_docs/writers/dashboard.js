// The page is whole without this script: it adds filters, and opens what is folded for the printer and for links.

const plain = (words) => words.toLowerCase().replace(/\s+/g, " ").trim();

for (const filter of document.querySelectorAll(".saring")) {
  const field = filter.querySelector("input"), told = filter.querySelector("[role=status]");
  const rows = [...filter.nextElementSibling.querySelectorAll("tbody > tr")].map((row) => [row, plain(row.textContent)]);
  const narrow = () => {
    const wanted = plain(field.value).split(" ");
    for (const [row, words] of rows) row.hidden = !wanted.every((word) => words.includes(word));
    const left = rows.filter(([row]) => !row.hidden).length;
    told.textContent = left ? `${left} dari ${rows.length} baris ditampilkan.` : "Tidak ada baris yang cocok.";
  };
  const all = () => { field.value = ""; narrow(); };
  field.addEventListener("input", narrow);
  field.addEventListener("keydown", (key) => { if (key.key === "Escape") all(); });
  document.addEventListener("click", (click) => {
    const to = click.target.closest?.("a[href^='#']")?.hash.slice(1);
    if (to && document.getElementById(to)?.closest("tr[hidden]")) all();
  });
  narrow();
  filter.hidden = false;
}

const folds = [...document.querySelectorAll("details")];
let folded = [], hidden = [];
addEventListener("beforeprint", () => {
  folded = folds.filter((fold) => !fold.open);
  folded.forEach((fold) => { fold.open = true; });
  hidden = [...document.querySelectorAll("tbody > tr[hidden]")];
  hidden.forEach((row) => { row.hidden = false; });
});
addEventListener("afterprint", () => {
  folded.forEach((fold) => { fold.open = false; });
  hidden.forEach((row) => { row.hidden = true; });
});

const reveal = () => {
  const place = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const fold = place?.closest("details");
  if (fold) { fold.open = true; place.scrollIntoView(); }
};
addEventListener("hashchange", reveal);
reveal();
