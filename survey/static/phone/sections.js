/** One section at a time: what stands on the screen, what is wrong in it, and what has been answered. */

const NOTHING = {};
const VISIBLE = "[data-question]:not([hidden]) > :not([type=hidden], .when)";

/** An element with a text that may run in another direction. */
export function withText(name, text) {
  const element = document.createElement(name);
  element.append(Object.assign(document.createElement("bdi"), { textContent: text }));
  return element;
}

/** The sections that have something to read or answer, given what is asked. */
export const openSections = (form) =>
  [...form.querySelectorAll("section[data-section]")].filter((section) => section.querySelector(VISIBLE));

/** Shows one place: a section's element or the review; the others are hidden. The heading is read out. */
export function showPlace(form, place, { quietly } = NOTHING) {
  for (const part of form.querySelectorAll("section[data-section], #review-section")) part.hidden = part !== place;
  const heading = place.querySelector("h2") ?? form.querySelector("#progress");
  heading.tabIndex = -1;
  if (quietly) return;
  scrollTo(0, 0);
  heading.focus({ preventScroll: true });
}

/** What is wrong in a section: [question, message] in its order. */
export function problemsIn(section, answers, logic) {
  return questionsOf(section).filter((question) => !question.hidden).map((question) => [question, problemOf(question, answers, logic)]).filter(([, problem]) => problem);
}

function problemOf(question, answers, logic) {
  const { question: name, required, constraint } = question.dataset;
  const trees = logic.questions?.[name] ?? NOTHING;
  const answer = answers[name] ?? "";
  const isRequired = trees.required === undefined ? required !== undefined : isTrue(trees.required, answers, "", false);
  if (!answer) return isRequired ? required || words.required : "";
  return malformed(question) || (isTrue(trees.constraint, answers, answer) ? "" : constraint || words.constraint);
}

/** What is wrong with the answer whatever the form's logic says: words for a number, a text that is too long. */
function malformed(question) {
  const [control] = controlsOf(question);
  const answer = answerTo(question);
  const { most } = control?.dataset ?? NOTHING;
  if ([...answer].length > most) return fill(words.long, { limit: Number(most).toLocaleString(document.documentElement.lang) });
  return control?.inputMode && !/^\P{L}*\p{Nd}\P{L}*$/u.test(answer) ? words.number : "";
}

/** Says beside each question of a section what is wrong with it, and above all of them with links. */
export function showProblems(form, section, problems) {
  const summary = form.querySelector("#summary");
  for (const question of questionsOf(section)) clearProblem(question);
  summary.hidden = !problems.length;
  summary.querySelector("ul").replaceChildren(...problems.map(([question, problem]) => sayProblem(question, problem)));
  if (problems.length) summary.focus();
  return problems.length > 0;
}

/** Says where the mistakes are said that there is nothing to send. */
export function showNothingAnswered(form) {
  const summary = form.querySelector("#summary");
  summary.hidden = false;
  summary.querySelector("ul").replaceChildren(withText("li", words.empty));
  summary.focus();
}

/** What a link of the list leads to. */
export const targetOf = (link) => document.getElementById(link.hash.slice(1));

function sayProblem(question, problem) {
  const [first] = controlsOf(question);
  first.id ||= `q-${question.dataset.question}`;
  const error = withText("span", problem);
  error.className = "error";
  error.id = `${first.id}-error`;
  (question.querySelector("legend, .field > label") ?? question.firstElementChild).after(error);
  const group = first.closest("fieldset") ?? first;
  group.setAttribute("aria-describedby", `${group.getAttribute("aria-describedby") ?? ""} ${error.id}`.trim());
  first.setAttribute("aria-invalid", "true");
  const item = document.createElement("li");
  const link = withText("a", problem);
  link.href = `#${first.id}`;
  item.append(link, Object.assign(withText("div", labelOf(question)), { className: "muted" }));
  return item;
}

/** Takes back what was said of a question, in the list above too, the server's list included. */
export function clearProblem(question) {
  for (const link of document.querySelectorAll(".error-summary a")) {
    const list = link.closest(".error-summary");
    if (question.contains(targetOf(link))) link.closest("li").remove();
    list.hidden ||= !list.querySelector("li");
  }
  for (const error of question.querySelectorAll(".error")) error.remove();
  for (const control of question.querySelectorAll("[aria-invalid]")) control.removeAttribute("aria-invalid");
}

/** [question's element, what it asks, the answer in words] of everything that is asked. */
export function shownAnswers(form) {
  return questionsOf(form)
    .filter((question) => !question.hidden && controlsOf(question).some((control) => control.type !== "hidden"))
    .map((question) => [question, labelOf(question), answerInWords(question)]);
}

/** Fills the page on which somebody checks their answers; each leads back to its question. */
export function drawReview(form, change) {
  const rows = shownAnswers(form).flatMap(([question, asked, answered]) => {
    const answer = withText("dd", answered || words.unanswered);
    const button = Object.assign(document.createElement("button"), { type: "button", className: "link", textContent: words.change });
    button.append(Object.assign(withText("span", `: ${asked}`), { className: "visually-hidden" }));
    button.onclick = () => change(question);
    answer.append(document.createElement("br"), button);
    return [withText("dt", asked), answer];
  });
  form.querySelector("#review-section dl").replaceChildren(...rows);
}
