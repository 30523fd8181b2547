/**
 * Keeps what is typed into an application when the network drops: on this device until the server has it, then no
 * longer. Everything works without this script. Identity numbers, phone numbers and files are never kept here; what is
 * kept goes with filing, with signing out, and when another account signs in on the device.
 */
const PREFIX = 'gongbao.draft:';
const WAIT_MS = 1200;
const AGAIN_MS = 5000;

const form = document.querySelector('form[data-keep]');
const cleared = document.querySelector('[data-kept-clear]');
if (cleared) localStorage.removeItem(PREFIX + cleared.dataset.account + cleared.dataset.keptClear);
if (form) keep(form);

function keep(form) {
  const { account, keep: path, unkept = '' } = form.dataset;
  const key = PREFIX + account + path;
  const never = new Set(unkept.split(' '));
  let version = Number(form.dataset.version);
  let waiting;
  let asking = false;
  let sending = false;
  let changed = false;

  const says = document.createElement('p');
  says.className = 'keep-says';
  says.setAttribute('role', 'status');
  form.append(says);

  for (const name of Object.keys(localStorage))
    if (name.startsWith(PREFIX) && !name.startsWith(PREFIX + account)) localStorage.removeItem(name);

  const draft = () => form.elements.namedItem('draft');
  const clock = (at) => new Date(at).toLocaleTimeString('zh-CN', { hour: '2-digit', minute: '2-digit' });
  const day = (at) =>
    new Date(at).toLocaleString('zh-CN', {
      month: 'long',
      day: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
    });

  /** Fields that people fill in; hidden ones belong to the page. */
  const fields = () => [...form.elements].filter((e) => e.name && e.type !== 'hidden' && e.type !== 'submit');

  function readKept() {
    try {
      return JSON.parse(localStorage.getItem(key));
    } catch {
      return null;
    }
  }

  function keepHere() {
    const kept = {};
    for (const field of fields()) if (!never.has(field.name)) kept[field.name] = field.value;
    try {
      localStorage.setItem(
        key,
        JSON.stringify({ draft: draft().value, base: version, at: Date.now(), fields: kept }),
      );
      return true;
    } catch {
      return false;
    }
  }

  function fill(kept) {
    for (const field of fields()) if (field.name in kept.fields) field.value = kept.fields[field.name];
  }

  async function save() {
    if (asking || sending) return;
    sending = true;
    changed = false;
    const here = keepHere();
    try {
      const body = new URLSearchParams(new FormData(form));
      body.set('step', 'save');
      body.set('base', String(version));
      const answer = await fetch(form.action, {
        method: 'POST',
        headers: { accept: 'application/json' },
        redirect: 'error',
        body,
      });
      const told = await answer.json();
      if (answer.ok) {
        version = told.version;
        if (!changed) localStorage.removeItem(key);
        says.textContent = `已存 ${clock(told.at)}`;
        const address = new URL(location.href);
        address.searchParams.set('draft', draft().value);
        history.replaceState(null, '', address);
      } else if (answer.status === 409 && told.version) {
        askWhich(readKept(), told);
      } else {
        says.textContent = here
          ? `没有存到网上：${told.error?.message ?? '请稍后再试。'}已在本机保存 ${clock(Date.now())}`
          : `没有存到网上：${told.error?.message ?? '请稍后再试。'}`;
      }
    } catch {
      says.textContent = here
        ? `未连网，已在本机保存 ${clock(Date.now())}。证件号码、手机号码和文件不存在本机；连上后自动存到网上。`
        : '未连网，本机也存不下。请不要关闭本页，连上后自动存到网上。';
      changed = true;
    } finally {
      sending = false;
    }
    if (changed) later(AGAIN_MS);
  }

  function later(ms) {
    clearTimeout(waiting);
    waiting = setTimeout(save, ms);
  }

  /** A question before the form, with two answers; nothing is saved until one is given. */
  function ask(title, text, answers) {
    asking = true;
    // What was saved before says nothing of what is asked about.
    says.textContent = '';
    const box = document.createElement('section');
    box.className = 'keep-asks';
    box.tabIndex = -1;
    box.setAttribute('aria-label', title);
    const heading = document.createElement('h2');
    heading.textContent = title;
    const words = document.createElement('p');
    words.textContent = text;
    const row = document.createElement('div');
    row.className = 'button-row';
    for (const [label, act] of answers) {
      const button = document.createElement('button');
      button.type = 'button';
      button.className = row.childElementCount === 0 ? 'button button-primary' : 'button button-secondary';
      button.textContent = label;
      button.addEventListener('click', () => {
        asking = false;
        box.remove();
        act();
      });
      row.append(button);
    }
    box.append(heading, words, row);
    form.before(box);
    box.focus();
  }

  /** The server's draft is newer than what this device began from. */
  function askWhich(kept, server) {
    ask('两份内容，用哪一份', `网上的草稿在${day(server.at)}改过，本机的是${day(kept.at)}填的。`, [
      [
        '用本机的',
        () => {
          version = server.version;
          fill(kept);
          void save();
        },
      ],
      [
        '用网上的',
        () => {
          localStorage.removeItem(key);
          location.assign(`${path}?draft=${draft().value}`);
        },
      ],
    ]);
  }

  /** Whether the page shows all that was kept: the server took it, and there is nothing to ask. */
  const shows = (kept) =>
    fields().every((field) => (kept.fields[field.name] ?? field.value).trim() === field.value.trim());

  const kept = readKept();
  if (kept?.draft === draft().value && shows(kept)) {
    localStorage.removeItem(key);
  } else if (kept?.draft === draft().value && kept.base === version) {
    fill(kept);
    says.textContent = `已恢复本机在${day(kept.at)}保存的内容`;
    later(WAIT_MS);
  } else if (kept?.draft === draft().value) {
    askWhich(kept, { version, at: form.dataset.savedAt });
  } else if (kept) {
    ask(
      '本机有没存到网上的内容',
      `${day(kept.at)}在这台设备上填的，当时没有连网。证件号码、手机号码要重新填。`,
      [
        [
          '接着填',
          () => {
            draft().value = kept.draft;
            version = kept.base;
            fill(kept);
            void save();
          },
        ],
        ['不要了', () => localStorage.removeItem(key)],
      ],
    );
  }

  form.addEventListener('input', () => {
    changed = true;
    later(WAIT_MS);
  });
  addEventListener('online', () => later(0));
  form.addEventListener('submit', (event) => {
    keepHere();
    clearTimeout(waiting);
    if (navigator.onLine) return;
    event.preventDefault();
    says.textContent = '未连网，现在不能提交。内容已在本机保存，连上后再按一次。';
    says.scrollIntoView({ block: 'center' });
  });
}
