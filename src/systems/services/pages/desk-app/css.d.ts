/** Style sheets that Vite takes into the bundle. */
declare module '*.css';
