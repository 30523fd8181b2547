import { type Status, statuses } from '#engines/law/status.ts';

export type { Status };
export const STATUSES = statuses;

/** The word shown for each status. */
export const STATUS_WORDS: Record<Status, string> = {
  not_yet: '尚未施行',
  in_force: '现行有效',
  amended: '已被修改',
  partly_repealed: '部分废止',
  suspended: '暂停执行',
  lapsed: '已失效',
  repealed: '已废止',
  unknown: '待核',
};

/** One outline per status within 16 × 16, so that it is told apart without its colour. */
export const STATUS_SHAPES: Record<Status, string> = {
  not_yet:
    'M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1m0 2a5 5 0 1 0 0 10A5 5 0 0 0 8 3m-1 1.500h2V7.600l2.200 1.300-1 1.700L7 8.700z',
  in_force: 'M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1m3.600 3.600L7 9.200 4.900 7.100 3.500 8.500 7 12l6-6z',
  amended:
    'M11.500 1 15 4.500 6 13.500 1.500 14.500 2.500 10zM10.600 4 4.300 10.300l-.4 1.800 1.800-.4L12 5.400z',
  partly_repealed: 'M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1m0 2v10A5 5 0 0 0 8 3',
  suspended: 'M3 2h3.500v12H3zM9.500 2H13v12H9.500z',
  lapsed: 'M2.500 1h11v2.500L9.500 8l4 4.500V15h-11v-2.500l4-4.500-4-4.500zM5.300 3 8 6l2.700-3z',
  repealed:
    'M3.400 1 8 5.600 12.600 1 15 3.400 10.400 8l4.600 4.600-2.400 2.400L8 10.400 3.400 15 1 12.600 5.600 8 1 3.400z',
  unknown:
    'M4 5.500a4 4 0 1 1 5.200 3.800V11H6.800V7.600A1.700 1.700 0 1 0 6.300 5.500zM6.700 12.500h2.600V15H6.700z',
};

/** A status as shape and word. `small` for tables and lists. */
export function StatusBadge({ status, small = false }: { status: Status; small?: boolean }) {
  return (
    <span className={`status status-${status}${small ? ' status-small' : ''}`}>
      <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true" focusable="false">
        <path fill="currentColor" fillRule="evenodd" d={STATUS_SHAPES[status]} />
      </svg>
      {STATUS_WORDS[status]}
    </span>
  );
}
