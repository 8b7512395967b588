export const squareOf = (side: number): { readonly side: number; readonly square: number } => ({ side, square: side * side });
