package clinic.demo;

import java.text.Normalizer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Patients who do not exist: names put together by lot, addresses under a name that can belong to nobody, and telephone
 * numbers of the ranges that are kept free for invented people.
 */
final class InventedPeople {

    record Person(String name, String email, String phone, LocalDate birthDate) {}

    private static final List<String> GIVEN = List.of(
            "Adaeze",
            "Aiko",
            "Alba",
            "Alejandro",
            "Amina",
            "Anders",
            "Anjali",
            "Arjun",
            "Astrid",
            "Babak",
            "Beatriz",
            "Bilal",
            "Camille",
            "Chidi",
            "Dara",
            "Elif",
            "Emeka",
            "Esther",
            "Fatou",
            "Femi",
            "Gabriel",
            "Grace",
            "Hana",
            "Hugo",
            "Ines",
            "Ishaan",
            "Ivana",
            "Jonas",
            "Kavya",
            "Kenji",
            "Lakshmi",
            "Lars",
            "Leila",
            "Linh",
            "Lucía",
            "Mahmoud",
            "Marek",
            "Mbali",
            "Meera",
            "Nadia",
            "Niamh",
            "Nikolai",
            "Noor",
            "Olu",
            "Oscar",
            "Priya",
            "Rafael",
            "Rosa",
            "Sakura",
            "Samir",
            "Saoirse",
            "Siddharth",
            "Sofia",
            "Tariq",
            "Thandi",
            "Uma",
            "Viktor",
            "Wei",
            "Yara",
            "Zofia");

    private static final List<String> FAMILY = List.of(
            "Abara",
            "Achterberg",
            "Amsel",
            "Banerji",
            "Birkeland",
            "Calloway",
            "Castellan",
            "Dovray",
            "Ebelund",
            "Falkirk",
            "Fenwright",
            "Ghoshal",
            "Hallamshire",
            "Hoshinami",
            "Ibekwe",
            "Jarnovic",
            "Kallister",
            "Karwande",
            "Lindenau",
            "Lovatelli",
            "Marrowby",
            "Mistrani",
            "Nakagura",
            "Ndovani",
            "Oakhurst",
            "Okwudili",
            "Pelletreau",
            "Quispilla",
            "Ravenscar",
            "Rosenquill",
            "Sandoval",
            "Senapathi",
            "Tamboura",
            "Thackeridge",
            "Underhay",
            "Valtieri",
            "Vosloor",
            "Wrenfield",
            "Yildiran",
            "Zambrowski");

    private InventedPeople() {}

    /** The same people for the same seed, no two of one name. */
    static List<Person> some(int count, long seed) {
        List<String> names = new ArrayList<>();
        GIVEN.forEach(given -> FAMILY.forEach(family -> names.add(given + " " + family)));
        Random lot = new Random(seed);
        Collections.shuffle(names, lot);
        List<Person> people = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String name = names.get(i);
            LocalDate birthDate = LocalDate.of(1936, 1, 1).plusDays(lot.nextInt(85 * 365));
            people.add(new Person(name, address(name), "+44 7700 900%03d".formatted(i % 1000), birthDate));
        }
        return people;
    }

    private static String address(String name) {
        String plain = Normalizer.normalize(name, Normalizer.Form.NFD).replaceAll("\\p{M}", "");
        return plain.toLowerCase(Locale.ROOT).replace(' ', '.') + "@demo.example";
    }
}
