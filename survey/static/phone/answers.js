/** Reads a form's questions: their answers as they will be stored, and as people read them. */

/** The form's questions in their order: a wrapper element each, with its name in data-question. */
export const questionsOf = (part) => [...part.querySelectorAll("[data-question]")];

export const controlsOf = (question) => [...question.querySelectorAll("input, select, textarea")];

/** One of the form's own controls. Asked of the form as a member, a question of that name would answer instead. */
export const controlOf = (form, name) => form.querySelector(`[name=${name}]`);

const isTicked = (control) => control.checked && !control.disabled;

/** The answer as the server would store it, "" when there is none. */
export function answerTo(question) {
  const controls = controlsOf(question);
  const boxes = controls.filter((control) => control.type === "radio" || control.type === "checkbox");
  if (boxes.length) return boxes.filter(isTicked).map((box) => box.value).join(" ");
  const values = controls.map((control) => (control.type === "file" ? control.files[0]?.name ?? "" : control.value.trim()));
  if (controls[0]?.tagName !== "SELECT") return values[0] ?? "";
  const places = values.filter(Boolean).map((value) => value.split(" "));
  return places.sort((one, other) => one[1] - other[1]).map(([code]) => code).join(" ");
}

export const fileControls = () => [...document.querySelectorAll("input[type=file]")];

/** Pictures chosen on the page before stay chosen on this one, unless they are what is to be put right. */
export function keepFiles(before) {
  for (const { name, files } of before) {
    const [control] = document.getElementsByName(name);
    if (!control || control.matches("[aria-invalid]")) continue;
    control.files = files;
    control.parentNode.querySelector("[data-again]").hidden = true;
  }
}

/** Says of pictures that are no longer chosen that they are to be chosen once more. */
export function askForFiles(names) {
  for (const control of fileControls().filter(({ name }) => names.includes(name))) {
    Object.assign(control.parentNode.querySelector("[data-again]"), { hidden: false, className: "" });
  }
}

/** What a question asks, without what only the eye or the ear needs. */
export function labelOf(question) {
  const label = question.querySelector("legend, .field > label, .choice")?.cloneNode(true);
  label?.querySelector(".optional")?.remove();
  return label?.textContent.trim() ?? "";
}

const chance = (text) => [...text].reduce((hash, letter) => Math.imul(hash ^ letter.codePointAt(0), 16777619), 2166136261) >>> 0;

/** Choices that come in another order for each form, the same when it is opened again; “other” and “don't know” stay last. */
export function shuffle(form) {
  for (const question of form.querySelectorAll("[data-shuffle]")) {
    const codeOf = (choice) => choice.querySelector("input, option:nth-child(2)").value.split(" ")[0];
    const placeOf = (choice) => (/^(other$|-)/.test(codeOf(choice)) ? Infinity : chance(codeOf(choice) + question.dataset.shuffle + controlOf(form, "form_key").value));
    const choices = [...question.querySelectorAll(".choices > .choice, .ranked")];
    for (const choice of choices.sort((one, other) => (placeOf(one) > placeOf(other)) - (placeOf(one) < placeOf(other)))) choice.parentNode.append(choice);
  }
}

const inWords = (day) => new Date(`${day}T00:00`).toLocaleDateString(document.documentElement.lang, { dateStyle: "long" });

/** The answer in words: the labels of what is ticked, the text that was typed. */
export function answerInWords(question) {
  const controls = controlsOf(question);
  const ticked = controls.filter((control) => control.labels?.length && isTicked(control));
  if (ticked.length) return ticked.map((box) => box.getAttribute("aria-label") || box.labels[0].textContent.trim()).join(", ");
  const ranked = controls.filter((control) => control.tagName === "SELECT" && control.value);
  if (ranked.length) return ranked.map((one) => `${one.selectedOptions[0].text}. ${one.labels[0].querySelector("span").textContent}`).sort().join(", ");
  const answer = answerTo(question);
  return answer && controls[0].type === "date" ? inWords(answer) : answer;
}
