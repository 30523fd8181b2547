import type { ReactNode } from 'react';
import type { ItemSummary } from '../find-items.ts';
import { itemPath } from './addresses.ts';

/** Items as one reads them: name, what it is for, how long. */
export function ItemList({ items, label }: { items: readonly ItemSummary[]; label: string }) {
  return (
    <ul className="item-rows" aria-label={label}>
      {items.map((item) => (
        <li key={item.code}>
          <a className="result-title" href={itemPath(item.code)}>
            {item.name}
          </a>
          <p>{item.about}</p>
          <p className="muted">
            {item.caseKind === '即办件' ? '当场' : `${item.promisedDays}个工作日内`}办好，
            {item.visits === 0 ? '不用跑' : `跑${item.visits}次`}；
            {item.implementers.length > 2
              ? `${item.implementers[0]}等${item.implementers.length}个机关`
              : item.implementers.join('、')}
          </p>
        </li>
      ))}
    </ul>
  );
}

export type Choice = { readonly href: string; readonly label: string; readonly note?: ReactNode };

/** Large answers to one question, each a link. */
export function ChoiceList({ choices, label }: { choices: readonly Choice[]; label: string }) {
  return (
    <ul className="choice-list" aria-label={label}>
      {choices.map((choice) => (
        <li key={choice.href}>
          <a href={choice.href}>
            <strong>{choice.label}</strong>
            {choice.note && <p className="muted">{choice.note}</p>}
          </a>
        </li>
      ))}
    </ul>
  );
}
