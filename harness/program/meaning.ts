import type { Meaning } from './types.ts';

interface Keyword {
  readonly meaning: Meaning;
  readonly pattern: RegExp;
}

/**
 * Words that tell what a prompt, a variable or an argument wants, the most telling first: `server port` is a port,
 * `password for user` a password, `mail server` a host. Accents are gone and camelCase is split before matching.
 * Latin script, then Cyrillic, Chinese, Japanese and Korean.
 */
const keywords: readonly Keyword[] = [
  {
    meaning: 'password',
    pattern:
      /\b(?:pass ?words?|passwd|pwd|pass|passphrase|secret|api ?key|senha|contrasena|mot de passe|passwort|kennwort|wachtwoord|haslo|sifre|parola|kata sandi|mat khau|losenord|heslo|palavra passe)\b|парол|密码|密碼|授权码|パスワード|비밀번호|암호/,
  },
  {
    meaning: 'continue',
    pattern:
      /\b(?:y|yes|s|si|sim|j|ja|o|oui|t|e)\b[\])]? ?(?:[/|,]|or) ?[[(]?\b(?:n|no|nao|nein|non|nie|h)\b|\b(?:continue|again|another (?:one|mail|message|host|ping)|retry|continuar|novamente|otra vez|de nouveau|weiter|nochmal|doorgaan|tekrar|lagi|ancora)\b|продолж|继续|繼續|続け|계속/,
  },
  {
    meaning: 'port',
    pattern:
      /\b(?:portnum\w*|ports?(?: ?(?:n[ro]|num(?:ber)?|id))?|porta|porto|puerto|poort|porten|baglanti noktasi|cong)\b|порт|端口|连接埠|連接埠|ポート|포트/,
  },
  {
    meaning: 'count',
    pattern:
      /\b(?:counts?|how many|number of|num|times|repetitions?|iterations?|attempts|tries|packets|pings|quantidade|quant[oa]s|cantidad|cuant[oa]s|numero de (?:pings?|pacotes|paquetes|vezes|veces)|combien|nombre de (?:pings?|paquets|fois|requetes)|anzahl|wie viele|aantal|ile|liczba|kac|adet|sayisi|jumlah|quanti|antal|pocet|so lan)\b|сколько|количеств|次数|次數|数量|多少|回数|횟수|개수/,
  },
  {
    meaning: 'timeout',
    pattern:
      /\b(?:time ?outs?|wait|deadline|tempo limite|tiempo de espera|delai|zeituberschreitung)\b|таймаут|超时|逾時|タイムアウト|시간 초과/,
  },
  {
    meaning: 'interval',
    pattern: /\b(?:interval|delay|period|intervalo|intervalle|intervall|pause)\b|интервал|间隔|間隔|간격/,
  },
  {
    meaning: 'size',
    pattern:
      /\b(?:packet size|buffer size|size|bytes|length|tamanho|tamano|taille|grosse)\b|размер|大小|サイズ|크기/,
  },
  {
    meaning: 'subject',
    pattern:
      /\b(?:subject|subj|assunto|asunto|sujet|objet|betreff|onderwerp|temat|konu|subjek|oggetto|chu de|amne|predmet)\b|тема|主题|主題|标题|標題|件名|제목/,
  },
  { meaning: 'body', pattern: /\b(?:text|body|content) of (?:your |the )?(?:e ?)?(?:mail|message)\b/ },
  { meaning: 'cc', pattern: /\b(?:b?cc|carbon copy)\b|抄送/ },
  {
    meaning: 'recipient',
    pattern:
      /\b(?:recipients?|recipts?|rcpt(?: ?to)?|receivers?|recievers?|receiver s?|recv ?(?:mail|addr)|to ?(?:e ?)?(?:mail|addr(?:ess)?(?:es)?)|to whom|(?:mail|send|sending)(?: (?:this|the|your|an?|it|(?:e ?)?mail|message))* ?to(?! (?:server|host|port))|destinat(?:ari[oa]s?|aire|ar)|empfanger|ontvanger|odbiorc[ay]|alici|kime|penerima|nguoi nhan|mottagare|prijemce|destination (?:e ?)?mail)\b|^\W*(?:enter |input )?(?:e ?mail )?(?:to|para|an|aan|till|do)\W*$|получател|кому|收件|收信|宛先|받는|수신/,
  },
  {
    meaning: 'sender',
    pattern:
      /\b(?:senders?|mail ?from|from ?(?:e ?)?(?:mail|addr(?:ess)?)|your (?:gmail|(?:e ?)?mail)(?: ?(?:id|addr(?:ess)?))?(?=\W*$)|remetente|remitente|expediteur|absender|afzender|nadawc[ay]|gonderen|pengirim|mittente|nguoi gui|avsandare|odesilatel)\b|^\W*(?:enter |input )?(?:e ?mail )?(?:from|de|von|van|da|od)\W*$|отправител|от кого|发件|寄件|發件|差出人|보내는|발신/,
  },
  { meaning: 'url', pattern: /\b(?:urls?|uri|link|web ?page|web ?address)\b|网址|網址|ссылк/ },
  {
    meaning: 'user',
    pattern:
      /\b(?:user ?names?|users?|user ?id|usr|uname|login|log in|account|usuario|utilisateur|identifiant|benutzer(?:name)?|gebruiker(?:snaam)?|uzytkownik|kullanici(?: adi)?|pengguna|utente|nguoi dung|anvandare?|uzivatel)\b|пользовател|логин|用户|使用者|账号|帳號|账户|ユーザ|사용자|아이디/,
  },
  {
    meaning: 'mode',
    pattern:
      /\b(?:mode|choice|option|choose|select|selection|menu|opcao|opcion|choix|auswahl|keuze|wybor|secim|pilihan|scelta)\b|режим|выбер|选择|選擇|模式|選択|선택/,
  },
  {
    meaning: 'file',
    pattern:
      /\b(?:file ?names?|file ?paths?|files?|attach(?:ments?|ed)?|images?|pictures?|arquivo|archivo|fichier|datei|bestand|plik|dosya|berkas|allegato|anexo|bilaga|bifogad fil|imagem|(?:html )?page|document|object)\b|файл|文件|檔案|附件|ファイル|파일/,
  },
  {
    meaning: 'host',
    pattern:
      /\b(?:hosts?|host ?names?|servers?|server ?names?|ips?|ip ?addr(?:ess)?|ipv[46]|targets?|destinations?|dest|dst|domain|web ?sites?|machine|remote|proxy|gateway|smtp|servidor|alvo|destino|serveur|hote|cible|ziel|rechner|doel|serwer|cel|sunucu|hedef|peladen|tujuan|may chu|mal|cil|bind|listen)\b|сервер|хост|узел|主机|主機|服务器|伺服器|域名|目标|目標|サーバ|ホスト|서버|호스트/,
  },
  {
    meaning: 'body',
    pattern:
      /\b(?:body|message|msg|content|contents|text|mensagem|mensaje|cuerpo|corpo|nachricht|inhalt|bericht|wiadomosc|mesaj|pesan|isi|messaggio|noi dung|meddelande|zprava|data)\b|сообщени|текст|正文|内容|內容|消息|本文|メッセージ|본문|내용|메시지/,
  },
  {
    meaning: 'sender',
    pattern: /\b(?:e ?mails?|gmail|mail)(?: ?(?:id|addr(?:ess)?))?\b|邮箱|邮件地址|メール|почт|이메일/,
  },
  {
    meaning: 'host',
    pattern:
      /\b(?:address(?:es)?|addr|adresse?|direccion|endereco|adres|alamat|indirizzo|dia chi)\b|адрес|地址|アドレス|주소/,
  },
  {
    meaning: 'folder',
    pattern:
      /\b(?:folder|dir(?:ectory)?|root|doc ?root|www|path|pasta|carpeta|dossier|ordner)\b|папк|目录|目錄|フォルダ|폴더/,
  },
  {
    meaning: 'name',
    pattern:
      /\b(?:name|nome|nombre|nom|naam|imie|isim|nama|ten|namn|jmeno|id|identifier)\b|имя|名字|姓名|名前|이름/,
  },
];

/** What a prompt's text, a variable's name or a usage word asks for, in English and some twenty other languages. */
export function meaningOf(text: string): Meaning {
  const words = plainWords(text);
  return keywords.find((keyword) => keyword.pattern.test(words))?.meaning ?? 'unknown';
}

/** `serverPort_no` becomes `server port no`, `Endereço` becomes `endereco`. */
export function plainWords(text: string): string {
  return text
    .slice(-300)
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .replaceAll('ı', 'i')
    .replaceAll('ł', 'l')
    .toLowerCase()
    .replace(/[_-]+/g, ' ');
}
