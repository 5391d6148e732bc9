/** Sends a finished form, and shows what comes of it: the receipt, what is to be put right, or that it waits. */

/** Milliseconds that storing a form may take; a phone whose database never answers sends it all the same. */
const STORED_WITHIN = 5000;

/** The form on this page that was refused before; the outbox keeps it until it is received. */
let mended = null;

const inTime = (work) => Promise.race([work, new Promise((_done, fail) => setTimeout(fail, STORED_WITHIN))]);

/** True when the form is out of these hands: received, or kept until there is a network. */
export async function sendNow(form, title, received) {
  const pairs = [...new FormData(form)];
  const entry = {
    key: controlOf(form, "form_key").value,
    address: form.getAttribute("action"),
    home: form.getAttribute("data-home"),
    title,
    at: Date.now(),
    pairs,
    shown: shownAnswers(form).map(([, asked, answered]) => [asked, answered]).filter(([, answered]) => answered),
    state: "waiting",
    tries: 1,
    next: Date.now() + pauseAfter(0),
  };
  const letGo = await holdForm(entry.key);
  const kept = await inTime(keepForm(entry)).then(() => true, () => false);
  const answer = await sendForm(entry);
  const { sent, status } = answer;
  if (kept && status && mended) await keepForm({ ...entry, state: "refused" }).catch(() => {});
  else if (kept && (sent || status)) await removeForm(entry.key).catch(() => {});
  letGo?.();
  if (sent || status) return showAnswer(answer, received);
  if (!kept) return tell("unsent");
  received();
  document.dispatchEvent(new Event("lyhord:kept"));
  form.replaceWith(copyOf("waiting"));
  document.querySelector("#waiting-heading").focus();
  return true;
}

/** Shows what the server says of a form: its receipt, or what is to be put right. True when it was received. */
function showAnswer({ sent, refused, status }, received) {
  if (sent) return received(), location.replace(sent), true;
  return status === 413 ? tell("too-large") : replacePage(refused);
}

/** Goes to the page of a form that was refused. */
function openToMend({ key, home, address }) {
  sessionStorage.setItem("mended", key);
  location.assign(home ?? address);
}

/** Fills the form with what was refused, where somebody has come to put that right; else null. */
export async function fillToMend(form) {
  try {
    const key = sessionStorage.getItem("mended");
    const entry = key && (await findForm(key));
    sessionStorage.removeItem("mended");
    if (!entry?.address.endsWith(form.getAttribute("action"))) return null;
    mended = entry;
  } catch {
    return null; // Where nothing can be kept nothing was refused.
  }
  const files = mended.pairs.filter(([, value]) => value.size);
  fillForm(form, mended.pairs);
  keepFiles(files.map(([name, file]) => ({ name, files: filesOf(file) })));
  return mended;
}

function filesOf(file) {
  const chosen = new DataTransfer();
  chosen.items.add(file);
  return chosen.files;
}

/** Asks the server once more what is wrong, and shows it in the form's place; by now it may be welcome. */
export async function askWhatIsWrong(received) {
  const answer = await sendForm(mended);
  if (answer.sent) await removeForm(mended.key);
  if (answer.sent || answer.status) showAnswer(answer, received);
}

/** Says why the form is still here. */
function tell(notice) {
  for (const one of ["too-large", "unsent"]) document.getElementById(one).hidden = one !== notice;
  document.getElementById(notice).focus();
}

/** The server's own page with what is to be put right, in the place of this one. */
function replacePage(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  const chosen = fileControls();
  document.querySelector("main").replaceWith(page.querySelector("main"));
  keepFiles(chosen);
  document.title = page.title;
  start();
  document.querySelector(".error-summary:not([hidden]), h1").focus();
}
