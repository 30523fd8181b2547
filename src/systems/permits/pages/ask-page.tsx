/** Two or three questions that lead to the right item, each an address of its own. */
import { Page } from '#web/components/page.tsx';
import type { View } from '#web/components/view.ts';
import type { Facet, FacetName, ItemFilter, ItemSummary } from '../find-items.ts';
import { filteredPath } from './addresses.ts';
import { type Choice, ChoiceList, ItemList } from './item-list.tsx';

/** More than this many items are asked about once more. */
const FEW = 8;

type Question = { readonly text: string; readonly choices: readonly Choice[] };

export function AskPage({
  view,
  items,
  facets,
  filter,
}: {
  view: View;
  items: readonly ItemSummary[];
  facets: Record<FacetName, Facet[]>;
  filter: Pick<ItemFilter, 'subject' | 'theme' | 'authority'>;
}) {
  const question = questionOf(items, facets, filter);
  return (
    <Page
      view={view}
      title="帮您找到要办的事"
      noindex
      section="services"
      crumbs={[{ label: '办事', href: '/services' }]}
    >
      <div className="services">
        <h1>{question ? question.text : items.length === 0 ? '没有这样的事项' : '您要办的是哪一件'}</h1>
        <Answered filter={filter} />
        {question ? (
          <ChoiceList choices={question.choices} label={question.text} />
        ) : (
          <ItemList items={items} label="要办的事" />
        )}
        <p>
          都不是？<a href="/services">用自己的话查找</a>，或者到窗口问工作人员。
        </p>
      </div>
    </Page>
  );
}

function questionOf(
  items: readonly ItemSummary[],
  facets: Record<FacetName, Facet[]>,
  filter: Pick<ItemFilter, 'subject' | 'theme' | 'authority'>,
): Question | null {
  const next = (more: ItemFilter): string => filteredPath('/services/ask', { ...filter, ...more });
  if (!filter.subject)
    return {
      text: '您是为谁办事',
      choices: [
        { href: next({ subject: '个人' }), label: '为自己、为家里人', note: '个人办的事' },
        { href: next({ subject: '法人' }), label: '为公司、学校、合作社等单位', note: '单位办的事' },
      ],
    };
  if (!filter.theme)
    return {
      text: '这件事和什么有关',
      choices: facets.theme.map(({ value, count }) => ({
        href: next({ theme: value }),
        label: value,
        note: `${examplesOf(items, filter.subject, value)}${count > 3 ? `等${count}件` : ''}`,
      })),
    };
  if (!filter.authority && items.length > FEW && facets.authority.length > 1)
    return {
      text: '归哪一方面管',
      choices: facets.authority.map(({ value, count }) => ({
        href: next({ authority: value }),
        label: value,
        note: `${items
          .filter((i) => i.authority === value)
          .slice(0, 3)
          .flatMap((i) => i.keywords[0] ?? i.name)
          .join('、')}${count > 3 ? `等${count}件` : ''}`,
      })),
    };
  return null;
}

const examplesOf = (items: readonly ItemSummary[], subject: string | undefined, theme: string): string =>
  items
    .filter((i) =>
      (subject === '个人' ? i.themes.person : (i.themes.organisation as readonly string[])).includes(
        theme as never,
      ),
    )
    .slice(0, 3)
    .map((i) => i.keywords[0] ?? i.name)
    .join('、');

function Answered({ filter }: { filter: Pick<ItemFilter, 'subject' | 'theme' | 'authority'> }) {
  const answers: [string, string][] = [
    ...(filter.subject
      ? [[filter.subject === '个人' ? '为自己、为家里人' : '为单位', '/services/ask'] as [string, string]]
      : []),
    ...(filter.theme
      ? [[filter.theme, filteredPath('/services/ask', { subject: filter.subject })] as [string, string]]
      : []),
    ...(filter.authority
      ? [
          [
            filter.authority,
            filteredPath('/services/ask', { subject: filter.subject, theme: filter.theme }),
          ] as [string, string],
        ]
      : []),
  ];
  if (answers.length === 0) return null;
  return (
    <ul className="answered" aria-label="已经回答">
      {answers.map(([answer, href]) => (
        <li key={href}>
          {answer}　<a href={href}>改</a>
        </li>
      ))}
    </ul>
  );
}
