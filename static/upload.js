// Sends forms with files and shows how far they are; pages with such forms load it beside console.js, which hands each
// form over (`sendfiles`). No texts here: they stand in the form's part/sending.
const fill = (text, ...values) => values.reduce((words, value, i) => words.replace(`#${i + 1}`, value), text);
const size = (bytes) => (bytes < 1 << 20 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / (1 << 20)).toFixed(1)} MB`);

/* The box of a form: what it says, and which of its controls are there. */
function box(form) {
  const root = form.querySelector('[data-sending]');
  const part = (name) => root.querySelector(`[data-${name}]`);
  const [text, said, cancel, login] = ['text', 'said', 'cancel', 'login'].map(part);
  const bar = root.querySelector('progress');
  const show = (words, { sending = false, signin = false, tone = 'red' } = {}) => {
    root.hidden = false;
    text.textContent = words;
    bar.hidden = cancel.hidden = !sending;
    login.hidden = !signin;
    root.className = `sending note note-${sending ? 'blue' : tone}`;
  };
  return { root, text, said, cancel, bar, show, words: root.dataset };
}

const bytesOf = (form) =>
  [...form.querySelectorAll('input[type=file]')].flatMap((input) => [...input.files]).reduce((sum, file) => sum + file.size, 0);

const parse = (html) => new DOMParser().parseFromString(html, 'text/html').querySelector('main');

/* Once the session has changed, the form's token is not right any more: a fresh copy of the page has the present one. */
function renew(form, fresh) {
  const token = fresh?.querySelector('input[name=csrf]');
  if (token) form.querySelector('input[name=csrf]').value = token.value;
  return Boolean(token);
}

async function renewed(form) {
  const answer = await fetch(location.href, { headers: { Accept: 'text/html' } });
  return answer.ok && !answer.redirected && renew(form, parse(await answer.text()));
}

function send(form, detail) {
  const { button, url, part, swap, unlock, done } = detail;
  const data = new FormData(form);
  if (button?.name) data.append(button.name, button.value);
  const { text, said, cancel, bar, show, words } = box(form);
  const request = new XMLHttpRequest();
  let told = 0;

  const stop = (sentence, options) => {
    unlock(form);
    show(sentence, options);
    text.focus();
  };
  cancel.onclick = () => {
    request.abort();
    unlock(form);
    show(words.cancelled, { tone: 'amber' });
    said.textContent = words.cancelled;
    button?.focus();
  };
  request.upload.onprogress = ({ loaded, total }) => {
    const percent = total ? Math.floor((loaded / total) * 100) : 0;
    bar.value = percent;
    text.textContent = fill(words.sent, size(loaded), size(total), percent);
    if (Date.now() - told < 3000) return; // a reader hears it now and then, not each time
    told = Date.now();
    said.textContent = text.textContent;
  };
  // From here on the server has it all: stopping now would not undo anything.
  request.upload.onload = () => {
    if (document.activeElement === cancel) text.focus();
    cancel.hidden = true;
    bar.removeAttribute('value');
    text.textContent = said.textContent = words.checking;
  };
  request.onerror = () => stop(words.lost);
  request.onload = () => {
    const { status, responseURL, responseText } = request;
    const path = new URL(responseURL || url, location.href).pathname;
    if (/^\/login/.test(path) && path !== location.pathname) {
      form.dataset.renew = 'yes';
      return stop(words.signin, { signin: true });
    }
    // These say what to change, on a page that has everything typed.
    if (status < 400 || status === 409 || status === 422) {
      const same = responseURL === location.href;
      if (!swap(responseText, same ? part : 'body')) return location.assign(responseURL);
      if (!same) history.pushState(null, '', responseURL);
      return done(same);
    }
    const page = parse(responseText);
    if (status === 403 && !detail.again && renew(form, page)) return send(form, { ...detail, again: true });
    const lines = [...(page?.querySelectorAll('h1, h1 + p') ?? [])].map((line) => line.textContent.trim());
    stop(lines.join('：') || words.lost);
  };
  show(fill(words.sent, size(0), size(bytesOf(form)), 0), { sending: true });
  bar.value = 0;
  said.textContent = text.textContent;
  cancel.focus();
  request.open('POST', url);
  request.send(data);
}

document.addEventListener('sendfiles', async (event) => {
  const form = event.target;
  if (!form.querySelector('[data-sending]')) return;
  event.preventDefault();
  const { text, show, words } = box(form);
  const bytes = bytesOf(form);
  if (words.maxBytes && bytes > Number(words.maxBytes)) {
    event.detail.unlock(form);
    show(fill(words.big, size(bytes), size(Number(words.maxBytes))));
    return text.focus();
  }
  if (form.dataset.renew && (await renewed(form).catch(() => false))) delete form.dataset.renew;
  send(form, event.detail);
});
