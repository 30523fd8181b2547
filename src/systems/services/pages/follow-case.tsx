import { followScript } from '#web/scripts/scripts.ts';

/** Where the page says what happened while it was looked at, and the script that hears it. Without script: nothing. */
export function FollowCase({ id, version }: { id: string; version: number }) {
  return (
    <>
      <p className="case-fresh" role="status" data-follow={`/api/me/cases/${id}/events?after=${version}`} />
      <script src={followScript().path} defer />
    </>
  );
}
