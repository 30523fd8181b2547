// Follows a case that is looked at: when something happens to it, the parts of the page that tell of it are made new
// and a polite word is said. Without this file the page shows the same after it is loaded again.
(() => {
  const said = document.querySelector('[data-follow]');
  if (!said || !window.EventSource) return;
  const PARTS = ['.case-head', 'section:has(> #clocks)', '.case-actions', 'section:has(> #past)'];

  /** Whether somebody is at work in a part: it must not change under their hands. */
  const inUse = (part) =>
    part.contains(document.activeElement) ||
    [...part.querySelectorAll('input, textarea, select')].some((field) =>
      field.type === 'checkbox' || field.type === 'radio'
        ? field.checked !== field.defaultChecked
        : field.tagName === 'SELECT'
          ? [...field.options].some((option) => option.selected !== option.defaultSelected)
          : field.value !== field.defaultValue,
    );

  /** Puts the parts of a newly read page into this one. @returns whether one was in use and stayed */
  const renew = (fresh) => {
    let kept = false;
    let before = null;
    for (const name of PARTS) {
      const now = document.querySelector(name);
      const next = fresh.querySelector(name);
      if (now && inUse(now)) kept = true;
      else if (now && next) now.replaceWith(next);
      else if (now) now.remove();
      else if (next && before) before.after(next);
      // What is said stays right under the head.
      before = name === '.case-head' ? said : (document.querySelector(name) ?? before);
    }
    const title = fresh.querySelector('title');
    if (title) document.title = title.textContent;
    return kept;
  };

  const say = (done, kept) => {
    said.textContent = `办件有新进展：${done}。`;
    if (!kept) return;
    const again = document.createElement('a');
    again.href = location.pathname;
    again.textContent = '您正在填写的部分没有动；要看现在能办什么，请刷新本页';
    said.append(again);
  };

  let reading = Promise.resolve();
  const source = new EventSource(said.dataset.follow);
  source.onmessage = ({ data }) => {
    const { done } = JSON.parse(data).event;
    reading = reading.then(
      async () => {
        const answer = await fetch(location.pathname, { headers: { accept: 'text/html' } });
        // Signed out meanwhile: what is here stays, and nothing more comes.
        if (!answer.ok || answer.redirected) return source.close();
        const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
        say(done, renew(fresh));
      },
      () => {},
    );
  };
})();
