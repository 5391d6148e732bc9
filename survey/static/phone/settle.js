/** What counts of a form that has logic: what is asked, what is offered, what is calculated. Loaded only with logic. */

const INVISIBLE = /[\u200e\u200f\u061c\u202a-\u202c\u2066-\u2069]/g;
const SPACES = /[ \u00a0\u202f\u2009'’٬]/g;
const DIGIT = /\p{Nd}/u;
const TYPED = /^([+-]?)0*(\d*)(?:\.(\d*?)0*)?$/;
const LONGEST = 20; // with its sign and its point

/** A digit of any script: Unicode has them in tens. */
function digit(letter) {
  let before = 0;
  while (DIGIT.test(String.fromCodePoint(letter.codePointAt(0) - before - 1))) before++;
  return String(before % 10);
}

/** A number as it is stored, from how people type it (survey/typed_number.py); what is none stays as it is. */
export function readNumber(typed) {
  const latin = typed.replace(INVISIBLE, "").trim().replace(/\p{Nd}/gu, digit);
  const plain = latin.replace(/[−–‐]/g, "-").replace(SPACES, "").replace(/[٫，,]/g, ".");
  const found = plain.length <= LONGEST && /\d/.test(plain) && TYPED.exec(plain);
  if (!found) return typed;
  const [, sign, whole, part = ""] = found;
  const size = (whole || "0") + (part && `.${part}`);
  return sign === "-" && size !== "0" ? `-${size}` : size;
}

/** An answer as the server would store it: typed text on one line with its letters composed, numbers in figures. */
function stored(question) {
  const answer = answerTo(question).normalize();
  const [control] = controlsOf(question);
  if (control?.inputMode) return readNumber(answer);
  return control?.tagName === "INPUT" ? answer.replace(/\s+/g, " ") : answer;
}

/**
 * Shows the questions that are asked and the choices that are offered, hides the others, and gives the answers that count.
 * @param {HTMLFormElement} form
 * @param {{questions: Object, sections: Object, columns: Object}} logic trees by question and by section's number
 */
export function settle(form, logic) {
  const questions = questionsOf(form);
  let answers = Object.create(null);
  for (let step = 0; step <= questions.length; step++) {
    const before = JSON.stringify(answers);
    answers = settleOnce(questions, logic, answers);
    if (JSON.stringify(answers) === before) break;
  }
  return answers;
}

function settleOnce(questions, logic, known) {
  const answers = Object.create(null);
  for (const question of questions) {
    const name = question.dataset.question;
    const trees = logic.questions?.[name] ?? {};
    const isAsked = isTrue(logic.sections?.[question.closest("section")?.dataset.section], known) && isTrue(trees.relevant, known);
    question.hidden = !isAsked || !filterChoices(question, trees.choice_filter, logic.columns?.[name] ?? {}, known);
    if (question.hidden) continue;
    const answer = trees.calculation === undefined ? stored(question) : calculated(trees.calculation, known);
    if (answer) answers[name] = answer;
  }
  return answers;
}

/** Whether there is anything left to ask. */
function filterChoices(question, tree, columns, answers) {
  if (tree === undefined) return true;
  let left = false;
  for (const control of controlsOf(question)) {
    const code = control.tagName === "SELECT" ? control.options[1]?.value.split(" ")[0] : control.value;
    const offered = isTrue(tree, { ...answers, ...columns[code] });
    control.closest("label").hidden = control.disabled = !offered;
    left ||= offered;
  }
  return left;
}
