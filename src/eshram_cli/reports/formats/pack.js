// A field above a long table keeps the rows that hold what is typed; and the page speaks the language that is shown.
for (const article of document.querySelectorAll("article")) {
  for (const table of article.querySelectorAll("table[data-long]")) {
    const label = document.createElement("label"), field = document.createElement("input");
    label.className = "filter";
    field.type = "search";
    field.addEventListener("input", () => {
      const wanted = field.value.trim().toLocaleLowerCase();
      for (const row of table.tBodies[0].rows) row.hidden = !row.textContent.toLocaleLowerCase().includes(wanted);
    });
    label.append(article.dataset.filter, field);
    table.parentElement.before(label);
  }
}
const shown = () => {
  const chosen = document.querySelector(".switch input:checked").id.slice("show-".length);
  document.documentElement.lang = chosen;
  document.title = document.querySelector(`article[lang="${chosen}"] h1`).textContent;
};
for (const choice of document.querySelectorAll(".switch input")) choice.addEventListener("change", shown);
