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

/** Choosing for whom, at the top of an application; nothing for somebody who acts for nobody. */
export function ForWhomChoice({
  path,
  draftId,
  chosen,
  choices,
  own,
}: {
  path: string;
  draftId: string | undefined;
  chosen: string | undefined;
  choices: readonly Choice[];
  /** The reader's own name. */
  own: string;
}) {
  if (choices.length === 0) return null;
  const to = (id: string) => `${path}?for=${id}${draftId ? `&draft=${draftId}` : ''}`;
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
      </ul>
    </nav>
  );
}
