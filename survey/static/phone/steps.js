/** A walk through a form: one section at a time, then a page on which the answers are checked. */

/** What the script says, in the page's language. */
let words = {};

export const copyOf = (template) => document.getElementById(template).content.cloneNode(true);

const fill = (text, values) => text.replace(/\$(\w+)/g, (_found, name) => values[name]);

/**
 * Puts on the page what the walk needs. `moved` is called when somebody has gone to another place.
 * @param {HTMLFormElement} form
 * @param {function(): void} moved
 */
export function stepsOf(form, moved) {
  words = { ...document.getElementById("words").dataset };
  const logic = JSON.parse(document.getElementById("logic")?.textContent || "{}");
  const title = document.title;
  form.querySelector("#questions").before(copyOf("progress-and-problems"));
  form.querySelector("#questions").append(copyOf("review"));
  form.querySelector("#send").before(copyOf("steps"));
  const review = form.querySelector("#review-section");
  let [place, answers, returning] = [null, {}, false];

  const places = () => [...openSections(form), review];
  const number = (one = place) => places().indexOf(one);

  function show(one, options) {
    place = one;
    const last = one === review;
    if (last) drawReview(form, (question) => ((returning = true), go(question.closest("section")), controlsOf(question)[0].focus()));
    const progress = last ? words.review : fill(words.progress, { number: number() + 1, total: places().length - 1 });
    form.querySelector("#progress").textContent = last ? "" : progress;
    document.title = `${progress} · ${title}`;
    form.querySelector("[data-do=back]").hidden = number() === 0;
    form.querySelector("[data-do=next]").hidden = last;
    form.querySelector("#send").hidden = !last;
    document.documentElement.classList.add("by-section");
    showPlace(form, one, options);
  }

  function go(one) {
    show(one);
    moved();
  }

  function update() {
    answers = settle(form, logic);
    if (place && place !== review && !places().includes(place)) show(places()[0]);
  }

  function next() {
    update();
    if (showProblems(form, place, problemsIn(place, answers, logic))) return;
    const all = places();
    go(returning ? review : all[all.indexOf(place) + 1]);
    returning = false;
  }

  const back = () => go(places()[Math.max(number() - 1, 0)]);

  /** Whether it can be sent; what is to be put right is said in its place. */
  function isFinished() {
    update();
    for (const section of openSections(form)) {
      const problems = problemsIn(section, answers, logic);
      if (problems.length) return go(section), !showProblems(form, section, problems);
    }
    const answered = Object.keys(answers).length > 0;
    if (!answered) showNothingAnswered(form);
    return answered;
  }

  /** A link to what is wrong leads to its section. */
  function follow(event) {
    const target = event.target.closest?.(".error-summary a") && targetOf(event.target.closest("a"));
    if (!target) return;
    event.preventDefault();
    const section = target.closest("section") ?? place;
    if (section !== place) go(section);
    target.focus();
  }

  const isLast = () => place === review;
  return { show, go, next, back, update, follow, isFinished, isLast, places, number, logic };
}

/** The first section with something that the server wants put right. */
export const wrongPlace = (form) => form.querySelector(".error")?.closest("section");
