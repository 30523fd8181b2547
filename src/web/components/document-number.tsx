/** The parts of a document number between which a line may break: before 〔, or before 第 of an order's number. */
export function numberParts(number: string): string[] {
  return number.split(/(?=[〔［[(（]\d{4})|(?<=[令告])(?=第)/);
}

/** A document number (文号), breaking at most once, before its year or its ordinal. */
export function DocumentNumber({ value }: { value: string }) {
  const [body, ...rest] = numberParts(value);
  return (
    <span className="document-number">
      <span>{body}</span>
      {rest.map((part) => (
        <span key={part}>
          <wbr />
          <span>{part}</span>
        </span>
      ))}
    </span>
  );
}
