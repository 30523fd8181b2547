import { z } from 'zod';

/** A limit that no clause at hand sets: configuration that says so, with what was decided and why. */
export const AssumedDays = z.strictObject({
  days: z.int().min(1).max(365),
  unit: z.enum(['working', 'calendar']),
  assumed: z.string().min(1),
});
export type AssumedDays = z.infer<typeof AssumedDays>;
