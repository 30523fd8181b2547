export type FieldError = {
  /** `id` of the field; null when it concerns the whole form. */
  field: string | null;
  message: string;
};

/** All that is wrong with a form, above it, each with a link to its field. */
export function ErrorSummary({
  errors,
  title = '提交的内容有问题',
}: {
  errors: FieldError[];
  title?: string;
}) {
  if (errors.length === 0) return null;
  return (
    <div className="error-summary" role="alert" aria-labelledby="error-summary-title">
      <h2 id="error-summary-title">{title}</h2>
      <ul>
        {errors.map(({ field, message }) => (
          <li key={`${field}-${message}`}>{field ? <a href={`#${field}`}>{message}</a> : message}</li>
        ))}
      </ul>
    </div>
  );
}
