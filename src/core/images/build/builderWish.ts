/** Who is to build: `auto` leaves it to us. */
export const builderWishes = ['auto', 'engine', 'buildx'] as const;
export type BuilderWish = (typeof builderWishes)[number];
