/** Where everybody begins: search, for whom, what about, which body. */
import { EmptyState } from '#web/components/empty-state.tsx';
import { Page } from '#web/components/page.tsx';
import { Tabs } from '#web/components/tabs.tsx';
import type { View } from '#web/components/view.ts';
import type { Facet, FacetName, ItemFilter, ItemSummary } from '../find-items.ts';
import { SUBJECTS, VARIANT_WORDS } from '../item.ts';
import type { Theme } from '../theme.ts';
import { filteredPath, themePath } from './addresses.ts';
import { ChoiceList, ItemList } from './item-list.tsx';

type Facets = Record<FacetName, Facet[]>;

/** What most people come for; shown until something is asked. */
const OFTEN = [147, 148, 93, 121, 128, 158, 145, 160];

export function ServicesPage({
  view,
  items,
  total,
  facets,
  filter,
  themes,
}: {
  view: View;
  /** Several items that are one matter. */
  themes: readonly Theme[];
  /** Those found. */
  items: readonly ItemSummary[];
  /** All on the list. */
  total: number;
  facets: Facets;
  filter: ItemFilter;
}) {
  const asked = Object.values(filter).some(Boolean);
  const often = OFTEN.flatMap((no) => items.find((i) => i.no === no) ?? []);
  return (
    <Page
      view={view}
      title={filter.q ? `办事：${filter.q}` : '办事'}
      description="查找要办的行政许可事项，看需要什么材料、多久办好、在哪里办。"
      canonical="/services"
      noindex={asked}
      section="services"
      search={false}
    >
      <div className="services">
        <h1>您要办什么事</h1>
        <Search filter={filter} />
        <p>
          不知道叫什么？<a href="/services/ask">回答两三个问题，帮您找到</a>。也可以看
          <a href="/permits">许可事项清单</a>。
        </p>
        <Browse facets={facets} filter={filter} />
        {asked ? (
          <section aria-label="找到的事项">
            <p className="filter-chosen">
              <span>
                {chosenWords(filter)}：{items.length}项
              </span>
              <a href="/services">清除条件</a>
            </p>
            {items.length === 0 ? (
              <EmptyState title="没有找到">
                <p>
                  清单上没有这件事。换个说法再找，或者
                  <a href="/services/ask">回答问题来找</a>
                  ；清单之外的事，任何机关不得要求您办许可。
                </p>
              </EmptyState>
            ) : (
              <ItemList items={items} label="找到的事项" />
            )}
          </section>
        ) : (
          <>
            <section aria-labelledby="themes">
              <h2 id="themes">一件事一次办</h2>
              <ul className="item-rows">
                {themes.map((theme) => (
                  <li key={theme.code}>
                    <a href={themePath(theme.code)}>{theme.title}</a>
                    <p className="muted">{theme.about}</p>
                  </li>
                ))}
              </ul>
            </section>
            <section aria-labelledby="often">
              <h2 id="often">常办的事</h2>
              <ItemList items={often} label="常办的事" />
              <p>
                <a href="/permits">全部{total}项</a>
              </p>
            </section>
          </>
        )}
      </div>
    </Page>
  );
}

function Search({ filter }: { filter: ItemFilter }) {
  const { q, ...keep } = filter;
  return (
    <search className="search-box search-box-large">
      <form action="/services" method="get">
        {Object.entries(keep).map(([name, value]) =>
          value ? <input key={name} type="hidden" name={name} value={value} /> : null,
        )}
        <label className="visually-hidden" htmlFor="services-q">
          说说要办什么
        </label>
        <input
          id="services-q"
          name="q"
          type="search"
          defaultValue={q}
          placeholder="例如：开饭店、宅基地、狗证"
          enterKeyHint="search"
          autoComplete="off"
        />
        <button type="submit">查找</button>
      </form>
    </search>
  );
}

function Browse({ facets, filter }: { facets: Facets; filter: ItemFilter }) {
  const all = { ...filter, subject: undefined, theme: undefined };
  const links = (name: 'theme' | 'body' | 'variant', words: (value: string) => string = (v) => v) =>
    facets[name].map(({ value, count }) => ({
      href: filteredPath('/services', { ...filter, [name]: filter[name] === value ? undefined : value }),
      label: words(value),
      note: `${count}项${filter[name] === value ? '，再点取消' : ''}`,
    }));
  return (
    <>
      <Tabs
        label="为谁办"
        current={filteredPath('/services', { ...all, subject: filter.subject })}
        tabs={[
          { href: filteredPath('/services', all), label: '全部' },
          ...SUBJECTS.map((subject) => ({
            href: filteredPath('/services', { ...all, subject }),
            label: subject === '个人' ? '个人办事' : '单位办事',
            count: facets.subject.find((f) => f.value === subject)?.count ?? 0,
          })),
        ]}
      />
      <details className="filter-fold" open={Boolean(filter.theme)}>
        <summary>按主题找</summary>
        <ChoiceList choices={links('theme')} label="主题" />
      </details>
      <details className="filter-fold" open={Boolean(filter.body)}>
        <summary>按办理机关找</summary>
        <ChoiceList choices={links('body')} label="办理机关" />
      </details>
      <details className="filter-fold" open={Boolean(filter.variant)}>
        <summary>按办理程序找</summary>
        <ChoiceList
          choices={links('variant', (v) => VARIANT_WORDS[v as keyof typeof VARIANT_WORDS] ?? v)}
          label="办理程序"
        />
      </details>
    </>
  );
}

/** The conditions as one says them. */
export function chosenWords(filter: ItemFilter): string {
  const words = [
    filter.q && `“${filter.q}”`,
    filter.subject && (filter.subject === '个人' ? '个人办事' : '单位办事'),
    filter.theme,
    filter.authority,
    filter.body,
    filter.variant && (VARIANT_WORDS[filter.variant as keyof typeof VARIANT_WORDS] ?? filter.variant),
    filter.basis && `依据《${filter.basis}》`,
  ].filter(Boolean);
  return words.join('，');
}
