import { describeLab } from '../../test/kit/lab-matrix.ts';
import lab from './lab.ts';

describeLab(lab);
