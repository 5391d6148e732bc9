/**
 * What somebody is typing, kept on the phone until the server has it. One tab a survey keeps it; it is forgotten after
 * two weeks without a change, when it has been sent, and when somebody asks.
 */

const DAY_LONG = 86400000;
const KEPT_FOR = 14 * DAY_LONG;
/** Controls that belong to one loading of the page, not to what somebody typed. */
const NOT_TYPED = ["form_version", "form_language", "form_invitation", "switch_language"];

export const newKey = () => btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(24)))).replaceAll("+", "-").replaceAll("/", "_");

/** Takes hold of something until this tab is closed or what this gives is called; null when another tab has it. */
export function hold(name) {
  const letGo = () => {};
  if (!navigator.locks) return Promise.resolve(letGo);
  return new Promise((found) => {
    const keep = (lock) => (lock ? new Promise(found) : found(null));
    navigator.locks.request(name, { ifAvailable: true }, keep).catch(() => found(letGo));
  });
}

const held = new Set();

/** Holds the survey's draft for this tab as long as it is open; false when another tab has it. */
export async function holdDraft(survey) {
  if (held.has(survey)) return true;
  const isHeld = Boolean(await hold(`draft ${survey}`));
  if (isHeld) held.add(survey);
  return isHeld;
}

const nameOf = (survey) => `draft ${survey}`;

/** Whether this device lets the page keep anything at all. */
export function canKeep() {
  try {
    localStorage.setItem("draft", "");
    localStorage.removeItem("draft");
    return true;
  } catch {
    return false;
  }
}

/** Whether it could be kept: a store may be full or forbidden, and the form works all the same. */
export function saveDraft(form, place) {
  const pairs = [...new FormData(form)].filter(([name, value]) => !NOT_TYPED.includes(name) && typeof value === "string");
  const files = fileControls().filter((control) => control.files.length).map((control) => control.name);
  const draft = { pairs, files, place, at: Date.now(), served: served(form) };
  try {
    localStorage.setItem(nameOf(form.getAttribute("data-survey")), JSON.stringify(draft));
    return true;
  } catch {
    return false;
  }
}

/** When the server gave out the page, in milliseconds; nothing for one that was opened without a network. */
const served = (form) => parseInt(form && controlOf(form, "form_started")?.value) * 1000;

/** Whether every clock that can tell says so: the phone's own may be a year off, and then the server's counts. */
function isOld({ at, served: then }) {
  const ages = [Date.now() - at, served(document.getElementById("form")) - then].filter((age) => age > -DAY_LONG);
  return ages.length > 0 && ages.every((age) => age > KEPT_FOR);
}

/** The draft of a survey, null when there is none or it is too old. */
export function findDraft(survey) {
  try {
    const draft = JSON.parse(localStorage.getItem(nameOf(survey)));
    if (draft && !isOld(draft) && Array.isArray(draft.pairs)) return draft;
    localStorage.removeItem(nameOf(survey));
  } catch {
    // What cannot be read is no draft.
  }
  return null;
}

export function eraseDraft(survey) {
  try {
    localStorage.removeItem(nameOf(survey));
  } catch {
    // Nothing was kept.
  }
}

/** Fills the form with pairs of name and value; what a newer version no longer asks is left out. */
export function fillForm(form, pairs) {
  const controls = [...form.querySelectorAll("[name]")].filter((control) => !NOT_TYPED.includes(control.name) && control.type !== "file");
  for (const control of controls) {
    const values = pairs.filter(([name]) => name === control.name).map(([, value]) => value);
    if (/radio|checkbox/.test(control.type)) control.checked = values.includes(control.value);
    else if (control.tagName === "SELECT") control.value = values.find((value) => [...control.options].some((option) => option.value === value)) ?? "";
    else if (values.length || control.type !== "hidden") control.value = values[0] ?? "";
  }
}
