const ZONE = 'Asia/Shanghai';
const two = (n: number): string => String(n).padStart(2, '0');

/** An instant as it is read in China: 2024年5月6日 14:05. */
export function InstantText({ value }: { value: Temporal.Instant }) {
  const t = value.toZonedDateTimeISO(ZONE);
  return (
    <time dateTime={value.toString({ smallestUnit: 'second' })}>
      {t.year}年{t.month}月{t.day}日 {two(t.hour)}:{two(t.minute)}
    </time>
  );
}
