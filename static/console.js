// Makes the pages nicer; every page works without it. No texts here: they stand in the markup (data-… of <body>).
const words = () => document.body.dataset;

/* Characters as the server counts them: code points, a line break is one. */
const length = (text) => [...text.replace(/\r\n?/g, '\n')].length;

function counter(input) {
  const max = Number(input.dataset.max);
  const out = document.createElement('p');
  out.className = 'count';
  input.after(out);
  const show = () => {
    const left = max - length(input.value);
    // a line speaks up near its end, a date or a number, which always fills it, only beyond
    out.hidden = input.tagName !== 'TEXTAREA' && left > (input.inputMode === 'numeric' ? -1 : max / 5);
    out.classList.toggle('count-over', left < 0);
    out.textContent = (left < 0 ? words().over : words().left).replace('#', Math.abs(left));
  };
  input.addEventListener('input', show);
  show();
}

/* The field itself, or the first control of a group. */
function focusField(field) {
  const controls = 'input, select, textarea, button';
  const control = field.matches(controls) ? field : field.querySelector(controls);
  (field.closest('.field') ?? field).scrollIntoView({ block: 'start' });
  control?.focus({ preventScroll: true });
}

/* A disclosure with a far-reaching move becomes a dialog; its form stays the same form. */
function confirmation(details) {
  const panel = details.querySelector('.confirm-panel');
  const close = panel.querySelector('[data-close]');
  const summary = details.querySelector('summary');
  const dialog = document.createElement('dialog');
  dialog.setAttribute('aria-label', summary.textContent);
  close.hidden = false;
  const open = () => {
    dialog.append(panel);
    details.after(dialog);
    dialog.showModal();
  };
  summary.addEventListener('click', (event) => {
    event.preventDefault();
    open();
  });
  close.addEventListener('click', () => dialog.close());
  dialog.addEventListener('click', (event) => event.target === dialog && dialog.close());
  dialog.addEventListener('close', () => {
    details.append(panel);
    dialog.remove();
    summary.focus();
  });
  if (details.open) {
    details.open = false;
    open();
  }
}

/* 全选: ticks all boxes of that name in the page; half ticked when only some are. */
function tickAll(label) {
  const all = label.querySelector('input');
  const boxes = [...document.querySelectorAll(`main input[type=checkbox][name="${label.dataset.all}"]`)];
  const show = () => {
    const ticked = boxes.filter((box) => box.checked).length;
    all.checked = ticked === boxes.length;
    all.indeterminate = ticked > 0 && ticked < boxes.length;
  };
  label.hidden = boxes.length < 2;
  all.addEventListener('change', () => boxes.forEach((box) => (box.checked = all.checked)));
  boxes.forEach((box) => box.addEventListener('change', show));
  show();
}

function enhance(root) {
  root.querySelectorAll('[data-max]').forEach(counter);
  root.querySelectorAll('details.confirm').forEach(confirmation);
  root.querySelectorAll('[data-all]').forEach(tickAll);
  root.querySelectorAll('[data-copy]').forEach((button) => (button.hidden = !navigator.clipboard));
  root.querySelector('#errors')?.focus();
}

/* Puts an answer of the server in the place of this page: all of it, or only <main>. */
function swap(html, part) {
  const page = new DOMParser().parseFromString(html, 'text/html');
  const fresh = part === 'main' ? page.querySelector('main') : page.body;
  if (!fresh) return false;
  document.title = page.title;
  (part === 'main' ? document.querySelector('main') : document.body).replaceWith(fresh);
  enhance(fresh);
  return true;
}

function unlock(form) {
  delete form.dataset.sent;
  form.querySelectorAll('[aria-disabled]').forEach((button) => button.removeAttribute('aria-disabled'));
}

/* The ordinary way, once: the script lets go of this form. */
function plainly(form, button) {
  form.dataset.plain = 'yes';
  form.requestSubmit(button);
}

/* Where the reader goes on after a row was added, deleted or moved. The row itself is known by its delete button. */
function focusRow(op) {
  const [group, act, no] = op.split('.');
  const box = document.querySelector(`[data-group="${CSS.escape(group)}"]`);
  if (!box) return;
  const at = Number(no) + (act === 'up' ? -1 : 1);
  const rows = [...box.querySelectorAll('.row')];
  const row = act === 'add' ? rows.pop() : rows.find((one) => one.querySelector(`[value="${CSS.escape(group)}.del.${at}"]`));
  const first = 'input:not([type=hidden]), select, textarea, button';
  (act === 'del' ? box.querySelector('.btn-wide, input[type=file]') : row?.querySelector(first))?.focus();
}

/* Where a form goes. Its buttons are called action, and so would form.action be. */
const target = (form) => form.getAttribute('action') || location.href;

async function rowOp(form, button) {
  const data = new FormData(form);
  data.append(button.name, button.value);
  const body = form.getAttribute('enctype') === 'multipart/form-data' ? data : new URLSearchParams(data);
  try {
    const answer = await fetch(target(form), { method: 'POST', body, headers: { Accept: 'text/html' } });
    if (answer.redirected) return location.assign(answer.url);
    if (answer.status < 500 && swap(await answer.text(), 'main')) return focusRow(button.value);
  } catch {
    /* falls through to the ordinary way */
  }
  plainly(form, button);
}

/* Forms with files are sent by upload.js, on the pages that have it. True: it does. */
function sendFiles(form, button, row) {
  const done = (same) => {
    if (row && same && !document.querySelector('#errors')) return focusRow(button.value);
    if (!document.querySelector('#errors')) document.querySelector('main')?.focus();
    window.scrollTo(0, 0);
  };
  const detail = { button, url: target(form), part: row ? 'main' : 'body', swap, unlock, done };
  return !form.dispatchEvent(new CustomEvent('sendfiles', { bubbles: true, cancelable: true, detail }));
}

document.addEventListener('submit', (event) => {
  const form = event.target;
  const button = event.submitter;
  if (form.getAttribute('method') !== 'post') return;
  if (form.dataset.plain) return delete form.dataset.plain;
  if (form.dataset.sent) return event.preventDefault();
  form.dataset.sent = 'yes';
  button?.setAttribute('aria-disabled', 'true');
  const hasFile = [...form.querySelectorAll('input[type=file]')].some((input) => input.files.length > 0);
  const row = button?.name === 'op' && /\.(add|del|up|down)\b/.test(button.value);
  if (hasFile && sendFiles(form, button, row)) {
    event.preventDefault();
  } else if (row) {
    event.preventDefault();
    rowOp(form, button);
  } else {
    setTimeout(unlock, 10000, form);
  }
});

/* A page taken back from the browser's memory can be sent again. */
window.addEventListener('pageshow', (event) => {
  if (event.persisted) document.querySelectorAll('form[data-sent]').forEach(unlock);
});
window.addEventListener('popstate', () => location.reload());

document.addEventListener('click', async (event) => {
  document.querySelectorAll('.account[open]').forEach((account) => account.contains(event.target) || (account.open = false));
  const link = event.target.closest?.('.errors a');
  const field = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (field) {
    event.preventDefault();
    focusField(field);
  }
  const copy = event.target.closest?.('[data-copy]');
  if (copy) {
    await navigator.clipboard.writeText(document.getElementById(copy.dataset.copy).textContent.trim());
    const before = copy.textContent;
    copy.textContent = words().copied;
    setTimeout(() => (copy.textContent = before), 2000);
  }
});
document.addEventListener('keydown', (event) => {
  const account = event.key === 'Escape' && document.querySelector('.account[open]');
  if (!account) return;
  account.open = false;
  account.querySelector('summary').focus();
});

enhance(document);
