/** The gazette's mark: a sheet with the double rule of an official document. Decorative: a name always stands beside it. */
export function Seal() {
  return (
    <svg className="seal" viewBox="0 0 32 32" width="32" height="32" aria-hidden="true" focusable="false">
      <rect className="seal-ground" width="32" height="32" rx="3" />
      <path className="seal-lines" d="M7 8h18v3H7zM7 13h18v1H7zM7 18h18v2H7zM7 23h11v2H7z" />
    </svg>
  );
}
