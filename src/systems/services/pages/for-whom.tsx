/** For whom one acts, on every page of an application and of a case. */
export function ForWhom({ name }: { name: string | undefined }) {
  if (!name) return null;
  return (
    <p className="for-whom">
      您正在为 <strong>{name}</strong> 办理
    </p>
  );
}

export type Choice = { readonly id: string; readonly name: string; readonly words: string };

/**
 * Choosing for whom, at the top of an application; nothing for somebody who acts for nobody.
 * @param to where the application goes on for somebody
 * @param barred those for whom it cannot be made, each with the reason
 */
export function ForWhomChoice({
  to,
  chosen,
  choices,
  barred = [],
  own,
}: {
  to: (id: string) => string;
  chosen: string | undefined;
  choices: readonly Choice[];
  barred?: readonly { readonly words: string; readonly why: string }[] | undefined;
  /** The reader's own name. */
  own: string;
}) {
  if (choices.length + barred.length === 0) return null;
  const all = [{ id: 'self', words: `${own}（您本人）` }, ...choices];
  return (
    <nav className="for-whom-choice" aria-labelledby="for-whom">
      <h2 id="for-whom">为谁办理</h2>
      <ul>
        {all.map(({ id, words }) => (
          <li key={id}>
            <a href={to(id)} aria-current={id === (chosen ?? 'self') ? 'true' : undefined}>
              {words}
            </a>
          </li>
        ))}
        {barred.map(({ words, why }) => (
          <li key={words} className="muted">
            {words}：不能一起办，{why}
          </li>
        ))}
      </ul>
    </nav>
  );
}
