import type { Light } from '#engines/procedure/index.ts';

/** The light in words: colour is never the only sign. */
export const LIGHT_WORDS: Record<Light, string> = {
  none: '未起算',
  green: '正常',
  yellow: '临期',
  red: '超期',
  suspended: '期限中止',
  in_time: '按期',
  late: '逾期完成',
};

/** 红黄绿灯 as a badge with its word. */
export function LightBadge({ light }: { light: Light }) {
  return (
    <span className={`light light-${light}`}>
      <span className="light-lamp" aria-hidden="true" />
      {LIGHT_WORDS[light]}
    </span>
  );
}
