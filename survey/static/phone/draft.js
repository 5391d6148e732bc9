/**
 * What somebody is typing, kept on the phone until the server has it. One tab a survey keeps it; it is forgotten after
 * two weeks without a change, when it has been sent, and when somebody asks.
 */

const KEPT_FOR = 14 * 86400000;
/** Controls that belong to one loading of the page, not to what somebody typed. */
const NOT_TYPED = ["form_version", "form_language", "form_invitation", "switch_language"];

export const newKey = () => btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(24)))).replaceAll("+", "-").replaceAll("/", "_");

const held = new Set();

/** Holds the survey's draft for this tab as long as it is open; false when another tab has it. */
export function holdDraft(survey) {
  if (held.has(survey) || !navigator.locks) return Promise.resolve(true);
  return new Promise((found) => {
    navigator.locks.request(`draft ${survey}`, { ifAvailable: true }, (lock) => {
      if (lock) held.add(survey);
      found(Boolean(lock));
      return lock ? new Promise(() => {}) : undefined;
    });
  });
}

const nameOf = (survey) => `draft ${survey}`;

export function saveDraft(form, place) {
  const pairs = [...new FormData(form)].filter(([name, value]) => !NOT_TYPED.includes(name) && typeof value === "string");
  const draft = { pairs, place, at: Date.now() };
  try {
    localStorage.setItem(nameOf(form.dataset.survey), JSON.stringify(draft));
  } catch {
    // A full or forbidden store: the form works, it is only not kept.
  }
}

/** The draft of a survey, null when there is none or it is too old. */
export function findDraft(survey) {
  try {
    const draft = JSON.parse(localStorage.getItem(nameOf(survey)));
    if (draft && Date.now() - draft.at < KEPT_FOR && Array.isArray(draft.pairs)) return draft;
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
  const controls = [...form.elements].filter((control) => control.name && !NOT_TYPED.includes(control.name) && control.type !== "file");
  for (const control of controls) {
    const values = pairs.filter(([name]) => name === control.name).map(([, value]) => value);
    if (/radio|checkbox/.test(control.type)) control.checked = values.includes(control.value);
    else if (control.tagName === "SELECT") control.value = values.find((value) => [...control.options].some((option) => option.value === value)) ?? "";
    else if (values.length || control.type !== "hidden") control.value = values[0] ?? "";
  }
}
