"""The words of which imaginary catalogues are made. Nothing here names a real place, body or person."""

from __future__ import annotations


def _parts(text: str) -> tuple[str, ...]:
    """The parts between semicolons."""
    return tuple(part.strip() for part in text.split(";"))


# Two of these, or three, make the name of a commune.
FIRST_SYLLABLES = _parts("""
    An; Bình; Cẩm; Châu; Cửu; Đại; Đồng; Đức; Giang; Hải; Hòa; Hoàng; Hưng; Khánh; Kim; Lạc; Lam; Long; Lộc; Mỹ;
    Nghĩa; Ngọc; Nhơn; Ninh; Phú; Phước; Quảng; Sơn; Tân; Thạnh
""")
SECOND_SYLLABLES = _parts("""
    Ân; Bửu; Cát; Chánh; Cường; Điền; Định; Đông; Giao; Hạnh; Hiệp; Hội; Khê; Lập; Lễ; Linh; Lương; Mãn; Nguyên;
    Nhuận; Phong; Quới; Thành; Thịnh; Thuận; Trạch; Trung; Tường; Vĩnh; Xuân
""")
SIDES = ("", "Đông", "Tây", "Nam", "Bắc")

STREETS = _parts("""
    Hoa Sữa; Bằng Lăng; Phượng Vĩ; Lộc Vừng; Hàng Dừa; Bến Đò; Chợ Cũ; Cầu Gỗ; Đồng Tháp; Giếng Nước; Lò Gốm;
    Vườn Trầu; Cây Gáo; Rạch Lá; Mương Chuối; Nhà Máy; Sân Banh; Trường Học; Bờ Kè; Ruộng Muối
""")
LANDMARKS = _parts("""
    chợ; bến đò; nhà văn hóa; trạm y tế; khu công nghiệp; trường tiểu học; cây xăng; cầu sắt; bến xe buýt; đình làng;
    sân vận động; công viên bờ sông; ngã ba; nhà thờ; chùa; bưu điện; trạm bơm; vườn ươm
""")

CENTRE_TYPES = (
    ("learning_centre", "Trung tâm học tập cộng đồng"),
    ("culture_house", "Nhà văn hóa"),
    ("community_space", "Không gian học tập"),
    ("continuing_education_centre", "Trung tâm giáo dục thường xuyên"),
    ("school", "Trường bổ túc"),
)
AMENITIES = (
    ("wifi", "Wi-Fi"),
    ("computers", "máy tính"),
    ("reading_room", "phòng đọc"),
    ("hall", "hội trường"),
    ("drinking_water", "nước uống"),
    ("playground", "sân chơi"),
    ("sports_ground", "sân thể thao"),
    ("air_conditioning", "máy lạnh"),
)
ACCESSIBILITY = (
    ("ramp", "lối lên cho xe lăn"),
    ("toilet", "nhà vệ sinh cho xe lăn"),
    ("bus_stop", "gần trạm xe buýt"),
    ("sign_language", "ngôn ngữ ký hiệu"),
)

# A topic: its id and title, other words for it, and what can be learned of it.
TOPICS = tuple(
    (id_, title, _parts(also), _parts(learned))
    for id_, title, also, learned in (
        ("vi-tinh", "Vi tính", "máy tính; tin học", "Soạn văn bản; Bảng tính; Gõ mười ngón; Tra cứu trên mạng"),
        ("ky-nang-so", "Kỹ năng số", "điện thoại; Zalo", "Điện thoại thông minh; Dịch vụ công; Tránh lừa đảo"),
        ("ngoai-ngu", "Ngoại ngữ", "tiếng Anh; tiếng Hoa", "Tiếng Anh giao tiếp; Tiếng Hoa bán hàng; Tiếng Nhật"),
        ("hoc-chu", "Học chữ", "xóa mù chữ; tập đọc", "Tập đọc tập viết; Làm toán mỗi ngày; Lớp tình thương"),
        ("pho-thong", "Chương trình phổ thông", "bổ túc; cấp ba", "Bổ túc lớp chín; Bổ túc lớp mười hai; Ôn thi"),
        ("hoc-nghe", "Học nghề", "dạy nghề; sơ cấp", "Sửa xe máy; Điện dân dụng; Cắt tóc; Hàn cơ khí; Pha chế"),
        ("nau-an", "Nấu ăn – làm bánh", "bếp; ẩm thực", "Món chay; Bánh bông lan; Nấu tiệc gia đình; Muối dưa"),
        ("may-theu", "May – thêu – cắm hoa", "thủ công", "Cắt may áo dài; Thêu tay; Đan móc len; Cắm hoa ngày Tết"),
        ("nong-nghiep", "Nông nghiệp", "trồng trọt; chăn nuôi", "Trồng rau sạch; Nuôi tôm; Ủ phân hữu cơ; Ghép cành"),
        ("suc-khoe", "Sức khỏe", "dinh dưỡng; sơ cứu", "Dưỡng sinh; Sơ cứu tại nhà; Yoga buổi sớm; Chăm người già"),
        ("the-thao", "Thể thao", "bơi; bóng bàn", "Bơi an toàn; Cầu lông; Bóng bàn; Võ cổ truyền; Cờ tướng"),
        ("nghe-thuat", "Nghệ thuật – âm nhạc", "đàn; hát; vẽ", "Đàn tranh; Đờn ca tài tử; Vẽ màu nước; Múa dân gian"),
        ("doc-sach", "Đọc sách", "thư viện; kể chuyện", "Kể chuyện cho bé; Đọc sách cùng nhau; Viết nhật ký"),
        ("phap-luat", "Pháp luật", "giấy tờ; hộ tịch", "Giấy tờ nhà đất; Quyền của người thuê trọ; Bảo hiểm xã hội"),
        ("ky-nang-song", "Kỹ năng sống", "nuôi dạy con", "Quản lý tiền nhà; Nuôi dạy con; Nói trước đám đông"),
    )
)
AUDIENCES = (
    ("cong-nhan", "Công nhân rảnh buổi tối"),
    ("nguoi-lon-tuoi", "Người lớn tuổi"),
    ("noi-tro", "Nội trợ"),
    ("nong-dan", "Nông dân"),
    ("phu-huynh", "Phụ huynh"),
    ("thanh-nien", "Thanh niên – sinh viên"),
    ("moi-nguoi", "Mọi người"),
)
OFFER_TYPES = (
    ("course", "khóa học"),
    ("class", "lớp học"),
    ("club", "câu lạc bộ"),
    ("workshop", "buổi thực hành"),
    ("vocational", "lớp nghề"),
)
COST_UNITS = (("course", "khóa"), ("month", "tháng"), ("session", "buổi"))
WEEKDAYS = (
    ("mon", "thứ Hai"),
    ("tue", "thứ Ba"),
    ("wed", "thứ Tư"),
    ("thu", "thứ Năm"),
    ("fri", "thứ Sáu"),
    ("sat", "thứ Bảy"),
    ("sun", "Chủ Nhật"),
)

# A sentence is one part of each of its three columns.
ABOUT_LEARNERS = (
    _parts("Lớp dành cho; Khóa học mở cho; Chúng tôi mời; Ban tổ chức đón; Nhóm tình nguyện giúp"),
    _parts("người mới bắt đầu; bà con đi làm ca; các cô chú đã nghỉ hưu; bạn trẻ tìm việc; người ở trọ; mẹ có con nhỏ"),
    _parts("chưa từng học bao giờ; muốn ôn lại từ đầu; đã quên vì lâu không dùng; cần dùng ngay; rảnh hai buổi"),
)
ABOUT_ROOMS = (
    _parts("Phòng học; Sân sau; Tầng trệt; Hội trường; Khu nhà mới"),
    _parts("vừa sửa lại; rộng rãi và mát; có lối đi cho xe lăn; nằm cạnh kệ sách; mở cửa sổ ra bờ sông"),
    _parts("đủ chỗ cho hai mươi lăm người; có bàn ghế thấp cho trẻ em; giữ xe miễn phí; có nước uống và quạt trần"),
)
SENTENCES = (
    ABOUT_LEARNERS,
    ABOUT_ROOMS,
    (
        _parts("Mỗi buổi; Tuần đầu; Giữa khóa; Những buổi cuối; Trước khi về"),
        _parts("thầy cô chỉ từng bước; học viên thực hành theo cặp; cả lớp làm chung một bài; người trước kèm sau"),
        _parts("trên máy có sẵn; bằng dụng cụ của trung tâm; với tài liệu in chữ to; ngoài vườn; theo tốc độ của mình"),
    ),
    (
        _parts("Học xong; Sau ba tháng; Cuối khóa; Nếu đi học đều; Khi đã quen tay"),
        _parts("học viên tự làm được; mỗi người mang về; nhiều người đã mở; cả nhóm cùng trưng bày; ai cũng biết làm"),
        _parts("một sản phẩm của riêng mình; quán nhỏ gần nhà; bộ hồ sơ xin việc; cuốn sổ ghi chép; món quà tặng bà"),
    ),
    (
        _parts("Ai cần; Người chưa rõ; Gia đình khó khăn; Học viên ở xa; Người khuyết tật"),
        _parts("hãy gọi trước một ngày; nên ghé văn phòng; có thể nhắn qua Zalo; được cán bộ khu phố hướng dẫn"),
        _parts("để giữ chỗ ngồi; để được miễn học phí; để xếp ca phù hợp; để mượn sách về nhà; để có người đưa đón"),
    ),
    (
        _parts("Lịch có thể đổi; Lớp tạm nghỉ; Ca tối vẫn mở; Danh sách được chốt; Giấy chứng nhận trao"),
        _parts("vào mùa mưa lớn; khi xưởng tăng ca; trong tuần lễ học tập; ngày rằm và lễ hội; khi đủ mười hai người"),
        _parts("và sẽ báo trên bảng tin; nhưng học bù đầy đủ; nên xin để lại số điện thoại; theo thông báo của phường"),
    ),
    (
        _parts("Nhóm nòng cốt; Hội khuyến học; Chi hội phụ nữ; Đoàn thanh niên; Câu lạc bộ hưu trí"),
        _parts("lo bàn ghế; góp sách cũ; trực thư viện; dạy thay khi cần; nấu cháo cho lớp tối"),
        _parts(
            "suốt mười năm nay; từ khi xóm còn lầy lội; theo lời hứa với bà con; mỗi sáng cuối tuần; bằng quỹ quyên góp"
        ),
    ),
    (
        _parts("Thầy Tư hưu trí; Cô giáo trường làng; Anh thợ cả; Nghệ nhân trong xóm; Chị nhân viên y tế"),
        _parts("đứng lớp tối thứ Ba; kể chuyện nghề cho các cháu; soạn bài theo câu hỏi của bà con; chấm bài tận nhà"),
        _parts(
            "bằng giọng miền quê dễ nghe; không lấy thù lao; từ đầu mùa khô; cùng hai bạn sinh viên; theo giáo trình mở"
        ),
    ),
)
GAINS = _parts("""
    tự tin khi dùng; có nghề phụ; đọc được giấy tờ; sống khỏe hơn; giúp con học bài; bán hàng tốt hơn; thêm bạn
""")
THINGS = _parts("vở và bút; điện thoại; áo quần thoải mái; kéo và thước dây; chai nước; giấy tờ tùy thân; khăn nhỏ")
