/** The parts of a document number between which a line may break: before 〔 and nowhere else. */
export function numberParts(number: string): string[] {
  return number.split(/(?=[〔［[(（]\d{4})/);
}

/** A document number (文号), breaking at most once, before its year. */
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
