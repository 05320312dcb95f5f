/** A draft lives on the tablet: the server knows nothing of it and could only draw an empty form. */
export const ssr = false;
