// A long list is searched: what is typed above it leaves what has these words, with or without their accents.
const LONG = 12;
const bare = (text) => text.normalize("NFD").replace(/\p{Mn}/gu, "").replaceAll("đ", "d").toLowerCase();
const form = document.querySelector("form[data-search]");

const searched = (list, entries, left) => {
  if (entries.length <= LONG) return;
  const field = Object.assign(document.createElement("input"), { type: "search", className: "ds-input narrow" });
  field.placeholder = form.dataset.search;
  field.setAttribute("aria-label", `${form.dataset.search}: ${list.ariaLabel ?? list.labels?.[0]?.firstChild.data.trim() ?? ""}`);
  field.addEventListener("keydown", (pressed) => pressed.key === "Enter" && pressed.preventDefault());
  field.addEventListener("input", () => {
    const words = bare(field.value).split(/\s+/);
    left(entries.filter((entry) => words.every((word) => bare(entry.textContent).includes(word))), field.value);
  });
  list.before(field);
};

for (const list of form?.querySelectorAll("select.ds-input") ?? []) {
  const all = [...list.options];
  searched(list, all.filter((option) => option.value), (found, typed) => {
    const chosen = list.value;
    list.replaceChildren(...all.filter(({ value }) => (typed ? value && value === chosen : !value)), ...found.filter(({ value }) => !typed || value !== chosen));
    list.size = typed ? Math.max(2, Math.min(found.length, 6)) : 1;
    list.value = chosen || (typed && found.length === 1 ? found[0].value : "");
  });
}
for (const list of form?.querySelectorAll(".many .scroll") ?? []) {
  const all = [...list.querySelectorAll("label")];
  searched(list, all, (found) => {
    for (const entry of all) entry.hidden = !found.includes(entry) && !entry.firstElementChild.checked;
  });
}
