/** A SHA-256 or another long code: whole, so that it can be compared and copied, and breaking anywhere. */
export function Hash({ value }: { value: string }) {
  return <code className="hash">{value}</code>;
}
