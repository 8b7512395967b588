const list = (text: string): readonly string[] => text.split(' ');

/** States and provinces by their postal codes. Only these four countries have a list; elsewhere any text will do ("Validate an address"). */
const states: Readonly<Record<string, readonly string[]>> = {
  US: list('AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY AS GU MP PR VI AA AE AP'),
  CA: list('AB BC MB NB NL NS NT NU ON PE QC SK YT'),
  CN: list('AH BJ CQ FJ GD GS GX GZ HA HB HE HI HL HN JL JS JX LN NM NX QH SC SD SH SN SX TJ XJ XZ YN ZJ'),
  MX: list('AGU BCN BCS CAM CHH CHP CMX COA COL DUR GRO GUA HID JAL MEX MIC MOR NAY NLE OAX PUE QUE ROO SIN SLP SON TAB TAM TLA VER YUC ZAC'),
};

/** @param country two upper-case letters. @returns undefined where any state is taken. */
export const statesOf = (country: string): readonly string[] | undefined => states[country];
